/** Sends over the page's own bridge, without leaving the screen that is looked at. */
import type { Page } from '@playwright/test';

/** To a customer key of the practice realm. Throws where it is refused. */
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
    const answer = await keypost.call('send.press', { pressId: crypto.randomUUID(), message: { ...what, ...how }, consent: null });
    if (!(JSON.parse(answer) as { ok: boolean }).ok) throw new Error(answer);
  }, customerKey);
