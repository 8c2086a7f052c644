import { expect, test } from 'vitest';
import { LockTimeout, lockWaitMs } from '../../../../../electron/log/database/lock-timeout.ts';

const error = (code: string, errcode?: number) => Object.assign(new Error('x'), { code, ...(errcode === undefined ? {} : { errcode }) });

test('after a failed lock, calls do not wait until one succeeds', () => {
  const changes: number[] = [];
  const patience = new LockTimeout((waitMs) => changes.push(waitMs));
  expect(patience.waitMs).toBe(lockWaitMs);
  patience.failed(error('ENOSPC'));
  expect(patience.waitMs).toBe(lockWaitMs);
  patience.failed(error('SQLITE_BUSY_SNAPSHOT'));
  patience.failed(error('SQLITE_FULL'));
  expect(patience.waitMs).toBe(0);
  patience.succeeded();
  patience.succeeded();
  expect(patience.waitMs).toBe(lockWaitMs);
  expect(changes).toEqual([0, lockWaitMs]);
});

test.each([
  [error('SQLITE_BUSY'), true],
  [error('SQLITE_LOCKED_SHAREDCACHE'), true],
  [error('ERR_SQLITE_ERROR', 517), true],
  [error('ERR_SQLITE_ERROR', 6), true],
  [error('ERR_SQLITE_ERROR', 13), false],
  [error('SQLITE_FULL'), false],
  ['no error', false],
])('%o is a lock: %s', (thrown, locked) => {
  const patience = new LockTimeout();
  patience.failed(thrown);
  expect(patience.waitMs === 0).toBe(locked);
});
