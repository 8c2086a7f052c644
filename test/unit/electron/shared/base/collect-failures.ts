/** Collects reported failures for tests. */
import { afterEach } from 'vitest';
import { sendFailureReportsTo, type FailureReport } from '../../../../../electron/shared/base/report-failure.ts';

/** Call this at the top of a file; it returns the failures reported in each of its tests. */
export function collectFailures(): { readonly list: readonly FailureReport[] } {
  let list: FailureReport[] = [];
  sendFailureReportsTo((report) => list.push(report));
  afterEach(() => {
    list = [];
  });
  return {
    get list() {
      return list;
    },
  };
}
