/** The log's files are not trusted: no link in their place is followed, and nothing that it leads to is written or emptied. */
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newerFiles } from '../../../../../electron/app/newer-files.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { takeLogLock } from '../../../../../electron/log/database/log-lock.ts';
import { ownIndexFile } from '../../../../../electron/log/search/index-database.ts';
import { elsewhere, kindsIn, makeable, makers, type Maker } from '../../storage/foreign-entries.ts';
import { logFile, newEntry, openAccess, openLog } from '../a-log.ts';
import { queryOf, reading } from '../a-reader.ts';
import { Computer, startDesk } from '../ledger/a-ledger.ts';

const outside = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const kinds: readonly Maker[] = (['link', 'hardLink', 'pipe', 'device', 'socket', 'folder'] as const).filter(makeable);
const reason = /(is a (link|pipe|device|socket|folder)|has another name elsewhere)/;

describe.each(['log.sqlite', 'log.sqlite-wal', 'log.sqlite-shm', 'log.sqlite-journal', 'log.lock'])('in the place of %s', (name) => {
  test.each(kinds)('a %s is named, nothing is sent, and its target stays unchanged', async (maker) => {
    const file = logFile();
    const folder = dirname(file);
    const target = elsewhere(outside());
    await makers[maker](join(folder, name), target.path);
    const before = kindsIn(folder);

    expect(newerFiles(folder)).toEqual([]);
    const { log } = openAccess(file);
    expect(log.problem).toMatch(new RegExp(`${name} ${reason.source}`));
    const begun = log.begin(newEntry());
    expect(begun).toMatchObject({ ok: false, error: { code: 'logNotWritable', sentence: expect.stringContaining(`(${name} `) as string } });
    expect(log.page({ before: null, limit: 10 }).ok).toBe(false);
    log.close();
    expect(target.untouched()).toBe(true);
    // Not even an empty file beside it, but the lock.
    expect(kindsIn(folder).filter((one) => one !== 'log.lock')).toEqual(before.filter((one) => one !== 'log.lock'));
  });
});

test('a link to an intact log is not followed: that log and the files beside it stay unchanged', async () => {
  const [file, other] = [logFile(), logFile()];
  openLog(other).begin(newEntry());
  symlinkSync(other, file);
  const before = statSync(other);
  const { log } = openAccess(file);
  expect(log.begin(newEntry()).ok).toBe(false);
  await expect(reading(file).page(queryOf({}))).rejects.toThrow('log.sqlite');
  expect(statSync(other).mtimeMs).toBe(before.mtimeMs);
});

test('a log that becomes a link while Keypost runs is noticed with the next press', () => {
  const file = logFile();
  const { log } = openAccess(file);
  expect(log.begin(newEntry()).ok).toBe(true);
  const moved = join(outside(), 'log.sqlite');
  renameSync(file, moved);
  symlinkSync(moved, file);
  expect(log.begin(newEntry()).ok).toBe(false);
  expect(log.begin(newEntry())).toMatchObject({ error: { sentence: expect.stringContaining('log.sqlite is a link') as string } });
});

test('a lock that is a link to a text is refused, and the text is not emptied', () => {
  const file = logFile();
  const target = elsewhere(outside(), 'my notes '.repeat(1000));
  symlinkSync(target.path, join(dirname(file), 'log.lock'));
  expect(() => takeLogLock(join(dirname(file), 'log.lock'))).toThrow('log.lock');
  expect(target.untouched()).toBe(true);
});

test.each(['log.sqlite.carried', 'log.sqlite.mending'])('a repair does not write through a link in the place of %s', (name) => {
  const file = logFile();
  const target = elsewhere(outside());
  openLog(file).close();
  writeFileSync(file, 'no log');
  symlinkSync(target.path, join(dirname(file), name));
  const { log } = openAccess(file);
  expect(log.begin(newEntry()).ok).toBe(true);
  expect(target.untouched()).toBe(true);
});

test('a link never takes the place of a log that is gone', () => {
  const file = logFile();
  const target = elsewhere(outside());
  symlinkSync(target.path, `${file}.carried`);
  const { log } = openAccess(file);
  expect(log.problem).toContain('log.sqlite.carried is a link');
  expect(kindsIn(dirname(file))).toContain('log.sqlite.carried@');
  expect(target.untouched()).toBe(true);
});

test('the log is readable for its owner only, also if it was not before', () => {
  const file = logFile();
  LogAccess.open(file).close();
  chmodSync(file, 0o666);
  LogAccess.open(file).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

describe('the evidence', () => {
  test.each(kinds)('is not kept in a %s, and sends go on', async (maker) => {
    const folder = dirname(logFile());
    const target = elsewhere(outside());
    await makers[maker](join(folder, 'ledger.sqlite'), target.path);
    const desk = startDesk(folder, new Computer());
    expect(desk.send('accepted').id).toBe(1);
    expect(desk.notices[0]).toMatch(new RegExp(`ledger.sqlite ${reason.source}`));
    expect(target.untouched()).toBe(true);
  });
});

describe('the index', () => {
  test.each(kinds)('is not a %s: it is named, and its target stays unchanged', async (maker) => {
    const file = logFile();
    openLog(file).begin(newEntry());
    const index = join(dirname(file), 'log-index.sqlite');
    const target = elsewhere(outside());
    await makers[maker](index, target.path);
    expect(ownIndexFile(index)).toBe(index);
    await expect(reading(file).page(queryOf({}))).rejects.toThrow('log-index.sqlite');
    expect(target.untouched()).toBe(true);
  });
});
