/** A write that changed another number of rows than it had to is a failure: the log would not say what happened. Pure. */
import { textOf } from '../../shared/i18n/text.ts';
import type { Changes } from './sqlite.ts';

/** A write that a foreign trigger or a fault kept from doing what it had to; with words for people. */
export class WrongCount extends Error {
  constructor(written: number, expected: number) {
    super(textOf({ code: 'log.otherCount', params: { written, expected } }));
  }
}

/** Throws `WrongCount` where not exactly `expected` rows were changed. To be called in the transaction that wrote. */
export function expectChanges<T extends Pick<Changes, 'changes'>>(written: T, expected: number): T {
  if (written.changes === expected) return written;
  throw new WrongCount(written.changes, expected);
}
