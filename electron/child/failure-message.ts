/** The message by which a child process reports a failure, among the messages of its own. */
import * as v from 'valibot';
import { sanitizeDescription } from '../shared/base/describe-error.ts';
import { FailureReportSchema, passFailureReport, type FailureReport } from '../shared/base/report-failure.ts';

const FailureMessageSchema = v.strictObject({ failureReport: FailureReportSchema });

export const wrapFailureReport = (failureReport: FailureReport): v.InferOutput<typeof FailureMessageSchema> => ({ failureReport });

/** Passes the report on, if the message is one. Returns whether it was. */
export function receiveFailureReport(message: unknown): boolean {
  const parsed = v.safeParse(FailureMessageSchema, message);
  if (parsed.success) {
    const { error, ...report } = parsed.output.failureReport;
    passFailureReport({ ...report, error: error && sanitizeDescription(error) });
  }
  return parsed.success;
}
