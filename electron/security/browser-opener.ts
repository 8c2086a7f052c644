/** 15: what stands before the system's browser. */
import { isOpenable } from './security-rules.ts';

/** `open` gets web addresses only; what comes back rejects for every other address, and where `open` does. */
export const browserOpener =
  (open: (address: string) => Promise<void>): ((address: string) => Promise<void>) =>
  async (address) => {
    if (!isOpenable(address)) throw new Error('not an address to open');
    await open(address);
  };
