/**
 * Where code reports what it could not handle, wherever it runs. What becomes of a report is decided once a process, at its start: in main it
 * goes to the diagnostics file, in a child process to main. Until then, and in tests, it goes nowhere.
 */
import * as v from 'valibot';
import { describeError } from './describe-error.ts';

/** Of another process: printable ASCII. */
const text = v.pipe(v.string(), v.maxLength(300), v.regex(/^[ -~]*$/));

/** As in describe-error.ts, limited. */
export const ErrorDescriptionSchema = v.object({
  name: text,
  code: text,
  message: text,
  frames: v.pipe(v.array(text), v.maxLength(12)),
});

/** `error`: something is broken. `warning`: something failed, and Keypost goes on without it. `info`: something happened as it may. */
export const FailureReportSchema = v.object({
  level: v.picklist(['error', 'warning', 'info']),
  /** What failed, in fixed words. */
  what: text,
  /** What was thrown, if anything. */
  error: v.nullable(ErrorDescriptionSchema),
});
export type FailureReport = v.InferOutput<typeof FailureReportSchema>;
export type FailureLevel = FailureReport['level'];

type Receiver = (report: FailureReport) => void;
let receiver: Receiver = () => undefined;

/** From now on reports of this process go there. */
export function sendFailureReportsTo(next: Receiver): void {
  receiver = next;
}

/**
 * `what`: a text written in the code, which TypeScript checks: a value that a person typed has no place in it. Of `error`, which may quote
 * anything, only the description is kept. Never throws, so that it changes nothing where it is called.
 */
export function reportFailure<const Text extends string>(
  what: string extends Text ? never : Text,
  error?: unknown,
  level: FailureLevel = 'warning',
): void {
  passFailureReport({ level, what, error: error === undefined ? null : describeError(error) });
}

/** Hands on a report of which `sanitizeDescription` has made the description. Never throws. */
export function passFailureReport(report: FailureReport): void {
  try {
    receiver(report);
  } catch {
    // There is no other place to report it to.
  }
}
