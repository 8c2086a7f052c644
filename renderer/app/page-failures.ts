/** Reports errors in the page that nothing has caught to the diagnostics. */
import { describeError } from '../../electron/shared/base/describe-error.ts';
import { call } from '../ipc/bridge.ts';

/** From now on, for as long as the page lives. */
export function reportPageFailures(target: Window): void {
  const report = (error: unknown): void => void call('app.reportFailure', { error: describeError(error) });
  target.addEventListener('error', ({ error }: { error: unknown }) => {
    // Some events of this name, such as the one of a layout that never settles, have no error.
    if (error instanceof Error) report(error);
  });
  target.addEventListener('unhandledrejection', ({ reason }: { reason: unknown }) => {
    report(reason);
  });
}
