import { expect, test } from 'vitest';
import { reportFailure, sendFailureReportsTo, type FailureReport } from '../../../../../electron/shared/base/report-failure.ts';

test('a report reaches the receiver, with the description of the error', () => {
  const received: FailureReport[] = [];
  sendFailureReportsTo((report) => received.push(report));
  reportFailure('something failed');
  reportFailure('something else failed', new RangeError('Invalid array length'), 'error');
  expect(received).toMatchObject([
    { level: 'warning', what: 'something failed', error: null },
    { level: 'error', what: 'something else failed', error: { name: 'RangeError', message: 'Invalid array length' } },
  ]);
});

test('a receiver that throws, or an unreadable error, does not affect the reporting code', () => {
  sendFailureReportsTo(() => {
    throw new Error('full');
  });
  expect(() => reportFailure('something failed', Object.defineProperty(new Error('x'), 'stack', { value: null }))).not.toThrow();
});
