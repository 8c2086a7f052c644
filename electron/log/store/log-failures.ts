/** What is said where the log can't be read or written. `why` is a few words. Pure. */
import { fail, failText, type Result } from '../../shared/domain/result.ts';

export const logMovedText =
  'The log was moved or removed while Keypost was running. Keypost goes on with what is in its place now, or with a new one; sends that are not in it are not asked about when they are repeated.';

export const notOpenedText = (trouble: string): string =>
  `The log could not be opened (${trouble}). Keypost doesn't send what it can't record: fix this, then press Send again.`;

export const notReadable = (why: string): Result<never> =>
  fail('logNotReadable', `The log could not be read (${why}). Nothing in it was changed. Try again, or start Keypost again.`);

export const notChangeable = (why: string): Result<never> =>
  fail('logNotWritable', `The log can't be written (${why}). Nothing in it was changed. Fix this and try again.`);

export const notWritable = (why: string): Result<never> =>
  fail('logNotWritable', `Not sent. The log can't be written (${why}), and Keypost doesn't send what it can't record.`);

/** At start, where nothing was to be sent. */
export const outcomesNotStored = (why: string): Result<never> =>
  fail('logNotWritable', `The log can't be written (${why}), and Keypost doesn't send what it can't record.`);

/** Of a press that met damage, which is repaired by now. */
export const repairedMeanwhile = (): Result<never> => failText({ code: 'log.repaired', params: undefined });

/** After a clearing: the entries are gone, but not from every file. */
export const tracesLeft = (reason: string): Result<never> => failText({ code: 'log.tracesLeft', params: { reason } });
