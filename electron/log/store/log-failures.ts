/** Failures and notices for a log that can't be read or written. `why` is a short reason that stands inside the text. */
import { fail, failText, type Result } from '../../shared/domain/result.ts';

export const logMovedText =
  "The log was moved or removed while Keypost was running. Keypost continues with the log that is there now, or with a new one; it can't warn of repeating sends that aren't in it.";

export const notOpenedText = (problem: string): string =>
  `The log could not be opened (${problem}). Keypost doesn't send what it can't record: fix this, then press Send again.`;

export const notReadable = (why: string): Result<never> =>
  fail('logNotReadable', `The log could not be read (${why}). Nothing in it was changed. Try again, or start Keypost again.`);

export const notChangeable = (why: string): Result<never> =>
  fail('logNotWritable', `The log can't be written (${why}). Nothing in it was changed. Fix this and try again.`);

export const notWritable = (why: string): Result<never> =>
  fail('logNotWritable', `Not sent. The log can't be written (${why}), and Keypost doesn't send what it can't record.`);

/** For the start, when nothing was about to be sent. */
export const outcomesNotStored = (why: string): Result<never> =>
  fail('logNotWritable', `The log can't be written (${why}), and Keypost doesn't send what it can't record.`);

/** For a press that met damage, which has been repaired since. */
export const repairedMeanwhile = (): Result<never> => failText({ code: 'log.repaired', params: undefined });

/** After clearing: the entries are removed, but traces may be left in some file. */
export const tracesLeft = (reason: string): Result<never> => failText({ code: 'log.tracesLeft', params: { reason } });
