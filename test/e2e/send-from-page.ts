/** Sends over the page's bridge, without leaving the current screen. */
import type { Page } from '@playwright/test';

/** Sends to a customer key of the practice realm. Throws if the send is refused. */
export const sendFromPage = (page: Page, customerKey: string): Promise<void> =>
  page.evaluate(async (key) => {
    const { keypost } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
    const what = { accountId: 'practice', list: 'Orders', template: 'Shipping delay', customerKey: key };
    const how = {
      command: 'customerKey',
      email: '',
      firstName: '',
      subject: '',
      body: '',
      format: 99,
      campaignName: '',
      respectOptout: true,
      snapshot: false,
      presetId: null,
    };
    const result = await keypost.call('send.press', { pressId: crypto.randomUUID(), message: { ...what, ...how }, consent: null });
    if (!(JSON.parse(result) as { ok: boolean }).ok) throw new Error(result);
  }, customerKey);
