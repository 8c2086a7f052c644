/** Opens web addresses in the system's browser. */
import { shell } from 'electron';
import { isOpenable } from './security-rules.ts';

/** Rejects for every other address, and when the system has no browser. */
export async function openInBrowser(address: string): Promise<void> {
  if (!isOpenable(address)) throw new Error('not an address to open');
  await shell.openExternal(address);
}
