/** Failures that no code has caught: errors in main, and processes of Keypost that have ended by themselves. */
import { app } from 'electron';
import { passFailureReport, reportFailure, type FailureLevel } from '../shared/base/report-failure.ts';

/** `uncaught`: called after an error in main that nothing has caught; Keypost goes on, in a state that nobody foresaw. */
export function watchProcessFailures(uncaught: () => void): void {
  process.on('uncaughtException', (error) => {
    reportFailure('an error was not caught', error, 'error');
    uncaught();
  });
  process.on('unhandledRejection', (reason) => {
    reportFailure('the failure of a promise was not handled', reason ?? null, 'error');
  });
  app.on('render-process-gone', (_, __, { reason, exitCode }) => {
    report("the page's process ended", 'renderer', reason, exitCode);
  });
  app.on('child-process-gone', (_, { type, reason, exitCode, serviceName, name }) => {
    report('a process of Keypost or Chromium ended', name ?? serviceName ?? type, reason, exitCode);
  });
}

/** Processes that Keypost ends itself count as killed. */
const expected: ReadonlySet<string> = new Set(['clean-exit', 'killed']);

function report(what: string, name: string, reason: string, exitCode: number): void {
  const level: FailureLevel = expected.has(reason) ? 'info' : 'error';
  passFailureReport({ level, what, error: { name, code: reason, message: `exit code ${exitCode}`, frames: [] } });
}
