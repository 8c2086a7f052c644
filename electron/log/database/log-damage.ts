/** Tells a damaged log from a damaged index. Pure. */
import { WrongCount } from './expect-changes.ts';
import { isDamage } from './log-trouble.ts';
import { hasCode } from '../../shared/base/error-code.ts';

/** Something in the index is not Keypost's, or is missing from it. */
export class ForeignIndex extends Error {}

/** The log itself can't be read: what was asked of the index beside it has nothing to do with it. */
export class LogDamaged extends Error {}

/** Runs what reads the log; where the log is what is damaged, `LogDamaged` says so. Anything else is thrown as it is. */
export function readFromLog<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isDamage(error) ? new LogDamaged('its file is damaged') : error;
  }
}

/** Whether it is the index that is damaged, not of the form that it should have, or doesn't take what is written. */
export const isIndexDamage = (error: unknown): boolean =>
  !(error instanceof LogDamaged) &&
  (error instanceof WrongCount || error instanceof ForeignIndex || isDamage(error) || hasCode(error, 'SQLITE_ERROR'));
