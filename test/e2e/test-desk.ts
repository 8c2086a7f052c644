/** Keypost with an account on a recording site, for tests of sending. */
import { expect, type Keypost, type StartOptions } from './keypost.ts';
import type { RecordingSite } from './recording-site.ts';

export interface DeskOptions {
  kind?: 'Test' | 'Production';
  undoSeconds?: 0 | 3;
  home?: string;
}

/** Saves the account "Acme" and opens the send form with it, the list "Orders" and the template "Delay". */
export async function openTestDesk(
  start: (options?: StartOptions) => Promise<Keypost>,
  site: RecordingSite,
  { kind = 'Test', undoSeconds = 0, ...options }: DeskOptions = {},
): Promise<Keypost> {
  const keypost = await start({ ...options, env: { SSL_CERT_FILE: site.certificateFile } });
  const { shell, accounts, send } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind, siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  if (undoSeconds > 0) await saveSettings(keypost, { undoSeconds });
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  await send.list.fill('Orders');
  await send.template.fill('Delay');
  await send.campaignName.fill('');
  await send.customerKey.fill('');
  await send.customerKey.focus();
  return keypost;
}

export const saveSettings = ({ page }: Keypost, patch: Record<string, unknown>): Promise<void> =>
  page.evaluate(async (settings) => {
    const { keypost } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
    const result = JSON.parse(await keypost.call('settings.save', settings)) as { ok: boolean };
    if (!result.ok) throw new Error('the settings were refused');
  }, patch);

/** The customer keys of the requests that the site received, in order. */
export const requestedKeys = (site: RecordingSite): string[] =>
  site.requests.map((request) =>
    decodeURIComponent(/^POST \/rest\/msg\/sendWithCustomerKey\/[^/]+\/[^/]+\/([^?]+)\?/.exec(request)?.[1] ?? request),
  );
