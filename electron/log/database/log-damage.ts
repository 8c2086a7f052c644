/** Distinguishes a damaged log from a damaged index. */
import { WrongCount } from './expect-changes.ts';
import { isDamage } from './log-trouble.ts';
import { hasCode } from '../../shared/base/error-code.ts';

/** The schema of the index has something that is not Keypost's, or lacks something. */
export class ForeignIndex extends Error {}

/** The log itself can't be read; the index is not the cause. */
export class LogDamaged extends Error {}

/** Runs a read of the log. Throws `LogDamaged` where the log is damaged, and any other error unchanged. */
export function readFromLog<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isDamage(error) ? new LogDamaged('its file is damaged') : error;
  }
}

/** Whether the index is damaged, has another schema than it should, or doesn't accept writes. */
export const isIndexDamage = (error: unknown): boolean =>
  !(error instanceof LogDamaged) &&
  (error instanceof WrongCount || error instanceof ForeignIndex || isDamage(error) || hasCode(error, 'SQLITE_ERROR'));
