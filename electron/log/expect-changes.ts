/** A write that changed another number of rows than it had to is a failure: the log would not say what happened. Pure. */
import { textOf } from '../shared/i18n/text.ts';
import type { Changes } from './sqlite.ts';

/** Throws an Error with words for people where not exactly `expected` rows were changed. To be called in the transaction that wrote. */
export function expectChanges<T extends Pick<Changes, 'changes'>>(written: T, expected: number): T {
  if (written.changes === expected) return written;
  throw new Error(textOf({ code: 'log.otherCount', params: { written: written.changes, expected } }));
}
