/** Reports of failures, as a test sees them. */
import { afterEach } from 'vitest';
import { sendFailureReportsTo, type FailureReport } from '../../../../../electron/shared/base/report-failure.ts';

/** To be called at the top of a file: returns what is reported in each of its tests. */
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
