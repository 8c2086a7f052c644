import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { lockWaitMs } from '../../../../../electron/log/database/lock-timeout.ts';
import { takeLogLock } from '../../../../../electron/log/database/log-lock.ts';
import { logFile, newEntry } from '../a-log.ts';

const engine = createRequire(import.meta.url).resolve('@photostructure/sqlite');

/** Another process that holds a database with an open transaction until it is killed. */
async function holder(file: string, sql = 'BEGIN EXCLUSIVE'): Promise<ChildProcess> {
  const script = `const d = new (require(${JSON.stringify(engine)}).DatabaseSync)(process.argv[1]); d.exec(process.argv[2]); console.log('held'); setInterval(() => d.isOpen, 1000);`;
  const child = spawn(process.execPath, ['-e', script, file, sql], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}
const end = async (child: ChildProcess): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

test('a log that another process has locked refuses writes and reads, and nothing is sent', async () => {
  const file = logFile();
  const other = await holder(join(dirname(file), 'log.lock'));
  const log = LogAccess.open(file);
  expect(log.problem).toBe('another Keypost uses this folder');
  expect(log.begin(newEntry({}))).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
  log.close();

  // The process releases the lock when it ends, in whatever way.
  await end(other);
  const again = LogAccess.open(file);
  expect(again.problem).toBe('');
  expect(again.begin(newEntry({})).ok).toBe(true);
  again.close();
});

test('a lock is free after its release', () => {
  const file = join(dirname(logFile()), 'log.lock');
  const lock = takeLogLock(file);
  lock.release();
  lock.release();
  takeLogLock(file).release();
});

test('a lock file with other content is emptied', () => {
  const file = join(dirname(logFile()), 'log.lock');
  writeFileSync(file, 'this is no database '.repeat(100));
  takeLogLock(file).release();
});

test('nothing is sent while another program has the log locked, and sends work again once it releases the lock', async () => {
  const file = logFile();
  const log = LogAccess.open(file);
  onTestFinished(() => {
    log.close();
  });
  expect(log.begin(newEntry({ pressId: 'a' })).ok).toBe(true);
  const other = await holder(file);
  expect(log.begin(newEntry({ pressId: 'b' }))).toMatchObject({
    ok: false,
    error: { sentence: expect.stringContaining('another program has locked it') as string },
  });
  await end(other);
  expect(log.begin(newEntry({ pressId: 'b' })).ok).toBe(true);
});

test('an unavailable lock blocks no call for long, and every call tries again', async () => {
  const file = logFile();
  const log = LogAccess.open(file);
  onTestFinished(() => {
    log.close();
  });
  expect(log.begin(newEntry({})).ok).toBe(true);
  const other = await holder(file);
  const before = performance.now();
  for (let n = 0; n < 30; n += 1) {
    expect(log.begin(newEntry({})).ok).toBe(false);
    expect(log.removeEntries([1]).ok).toBe(false);
  }
  // Sixty calls that wait for the usual two seconds each would take two minutes.
  expect(performance.now() - before).toBeLessThan(30 * lockWaitMs);
  await end(other);
  expect(log.begin(newEntry({})).ok).toBe(true);
});

test('likewise if the log is locked before it is opened', async () => {
  const file = logFile();
  LogAccess.open(file).close();
  const other = await holder(file, 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  const before = performance.now();
  const log = LogAccess.open(file);
  onTestFinished(() => {
    log.close();
  });
  for (let n = 0; n < 30; n += 1) expect(log.hasPress('a')).toMatchObject({ ok: false });
  expect(log.problem).toBe('another program has locked it');
  expect(performance.now() - before).toBeLessThan(30 * lockWaitMs);
  await end(other);
  expect(log.begin(newEntry({})).ok).toBe(true);
});
