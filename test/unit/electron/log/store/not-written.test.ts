/** Failures that are not damage: the file stays unchanged, nothing is sent, and sends work again as soon as the cause is gone. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../../../electron/log/database/sqlite.ts';
import type { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { takeLogLock } from '../../../../../electron/log/database/log-lock.ts';
import { senderBench } from '../../sending/sender-bench.ts';
import { logFile, newEntry, openAccess, openLog } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;
const why = 'needs root on Linux, to mount a disk';

/** Presses Send on this log: nothing may reach the wire, and the failure has to give the reason. */
async function expectNotSent(log: LogAccess, reason: string): Promise<void> {
  const bench = senderBench({ log });
  const sentence = `Not sent. The log can't be written (${reason}), and Keypost doesn't send what it can't record.`;
  expect(await bench.press()).toMatchObject({ ok: false, error: { code: 'logNotWritable', sentence } });
  expect(bench.exchanges).toEqual([]);
}

/** Writes an entry and sees it from another connection, which sees only what is committed. */
function expectWritten(log: LogAccess, file: string): void {
  const entry = newEntry();
  expect(log.begin(entry)).toMatchObject({ ok: true });
  const other = openSqlite(file);
  expect(other.prepare('SELECT 1 FROM entry WHERE press_id = ?').get(entry.pressId)).toBeDefined();
  other.close();
}

const setAside = (file: string): string[] => readdirSync(dirname(file)).filter((name) => name.includes('damaged'));

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** Path of a log on a disk of its own, in memory. */
function onSmallDisk(size: string): string {
  const disk = dirname(logFile());
  run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk);
  onTestFinished(() => run('umount', '-l', disk));
  return join(disk, 'log.sqlite');
}

/** Leaves `spare` bytes free. */
function fill(file: string, spare = 0): () => void {
  const ballast = join(dirname(file), 'ballast');
  const { bavail, bsize } = statfsSync(dirname(file));
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - spare));
  return () => rmSync(ballast);
}

test('a folder in the place of the log', async () => {
  const file = logFile();
  mkdirSync(file);
  const { log } = openAccess(file);
  await expectNotSent(log, 'log.sqlite is a folder and not a file: move it away');
  rmdirSync(file);
  expectWritten(log, file);
  expect(log.problem).toBe('');
});

test('another Keypost: once it has ended, the sends that it left under way are unknown, and new ones are not', async () => {
  const file = logFile();
  const lock = takeLogLock(join(dirname(file), 'log.lock'));
  const left = openLog(file).begin(newEntry());
  const { log, notices } = openAccess(file);
  await expectNotSent(log, 'another Keypost uses this folder');
  expect(log.entry(left.id)).toMatchObject({ ok: false });
  lock.release();
  const own = log.begin(newEntry());
  expect(log.entry(left.id)).toMatchObject({ value: { state: 'unknown', cause: 'appStopped' } });
  expect(own.ok && log.entry(own.value.id)).toMatchObject({ value: { state: 'sending' } });
  expect(notices).toEqual([expect.stringContaining('One send was under way when Keypost stopped.')]);
});

test('a log that was closed is not opened again', () => {
  const file = logFile();
  const { log } = openAccess(file);
  log.close();
  expect(log.begin(newEntry()).ok).toBe(false);
  takeLogLock(join(dirname(file), 'log.lock')).release();
});

test.skipIf(!mayMount)(`a full disk, at start and while running (${why})`, async () => {
  const file = onSmallDisk('1m');
  const makeRoom = fill(file);
  const { log } = openAccess(file);
  await expectNotSent(log, 'the disk is full');
  makeRoom();
  expectWritten(log, file);
  const again = fill(file);
  await expectNotSent(log, 'the disk is full');
  again();
  expectWritten(log, file);
  expect(setAside(file)).toEqual([]);
});

test.skipIf(!mayMount)(`a damaged log on a full disk stays where it is, until there is room to repair it (${why})`, async () => {
  const file = onSmallDisk('16m');
  fillLog(file, 300);
  const bytes = readFileSync(file).fill(0, 0, 100);
  writeFileSync(file, bytes);
  // Room for the lock and the start of a new log, but not for its content.
  const makeRoom = fill(file, 256 * 1024);
  const { log, notices } = openAccess(file);
  await expectNotSent(log, 'its file is damaged and could not be replaced: the disk is full');
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(setAside(file)).toEqual([]);
  makeRoom();
  expectWritten(log, file);
  expect(log.page({ before: null, limit: 1000 })).toMatchObject({ value: { length: 301 } });
  expect(notices.at(-1)).toContain('300 entries could be read');
});

test.skipIf(!mayMount)(`a read-only disk (${why})`, async () => {
  const file = onSmallDisk('8m');
  fillLog(file, 5);
  const disk = dirname(file);
  run('mount', '--bind', disk, disk);
  onTestFinished(() => run('umount', '-l', disk));
  run('mount', '-o', 'remount,ro,bind', disk);
  const { log } = openAccess(file);
  await expectNotSent(log, 'the disk is read-only');
  run('mount', '-o', 'remount,rw,bind', disk);
  expectWritten(log, file);
  expect(setAside(file)).toEqual([]);
});

test.skipIf(!mayMount)(`a read-only file (${why})`, async () => {
  const file = logFile();
  fillLog(file, 5);
  run('mount', '--bind', file, file);
  run('mount', '-o', 'remount,ro,bind', file);
  const { log } = openAccess(file);
  await expectNotSent(log, 'the disk is read-only');
  run('umount', '-l', file);
  expectWritten(log, file);
});
