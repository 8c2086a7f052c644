/** An account on a server of the bench, with its password in the keychain, saved and chosen as the page does it. */
import type { Keypost } from '../e2e/keypost.ts';
import { ask } from './driven-app.ts';

export const deskAccount = { name: 'Bench', realm: 'bench', password: 'c0rrect-horse' } as const;

/** Saves the account with this URL, or changes the one that an earlier figure saved in this data folder. */
export async function useAccount({ page, send }: Keypost, siteUrl: string): Promise<void> {
  const known = (await ask(page, 'accounts.list', null)).find(({ name }) => name === deskAccount.name);
  const kept = { reviewSends: false, clientKey: '', clientName: '', keepInMemory: false } as const;
  await ask(page, 'accounts.save', { id: known?.id ?? null, ...deskAccount, kind: 'test', siteUrl, ...kept });
  await send.chooseAccount(deskAccount.name);
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
}
