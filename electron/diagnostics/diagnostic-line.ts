/** The form of the diagnostics file: a line a report. */
import type { FailureReport } from '../shared/base/report-failure.ts';

/** `at`: milliseconds since 1970. Ends without a line break and has none in it. */
export function diagnosticLine({ level, what, error }: FailureReport, at: number): string {
  const described =
    error === null ? [] : [[error.name, error.code].filter((part) => part !== '').join(' '), error.message, ...callsOf(error)];
  const parts = [`${new Date(at).toISOString()} ${level.padEnd(7)} ${what}`, ...described];
  return parts
    .filter((part) => part !== '')
    .join(' | ')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
}

const callsOf = ({ frames }: NonNullable<FailureReport['error']>): string[] => frames.map((frame) => `at ${frame}`);
