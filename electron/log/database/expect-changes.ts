/** A write that changes another number of rows than expected is a failure: the log would not record what happened. */
import { textOf } from '../../shared/i18n/text.ts';
import type { Changes } from './sqlite.ts';

/** A write changed another number of rows than expected, because of a foreign trigger or a fault. The message is a text for people. */
export class WrongCount extends Error {
  constructor(written: number, expected: number) {
    super(textOf({ code: 'log.otherCount', params: { written, expected } }));
  }
}

/** Throws `WrongCount` unless exactly `expected` rows were changed. Call it in the transaction that wrote. */
export function expectChanges<T extends Pick<Changes, 'changes'>>(written: T, expected: number): T {
  if (written.changes === expected) return written;
  throw new WrongCount(written.changes, expected);
}
