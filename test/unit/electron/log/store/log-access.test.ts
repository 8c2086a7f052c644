import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { migrations } from '../../../../../electron/log/database/migrations.ts';
import { newEntry, openLog } from '../a-log.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'keypost-log-'));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
};

test('a log of a newer Keypost refuses every call with the reason, and stays unchanged', () => {
  const file = join(folder(), 'log.sqlite');
  const database = openDatabase(file);
  database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  database.close();
  const notices: string[] = [];
  const log = LogAccess.open(file, {
    now: () => new Date(),
    notify: (sentence) => notices.push(sentence),
    onLateOutcome: () => undefined,
    onWrite: () => undefined,
    beforeMove: () => undefined,
    onReplaced: () => undefined,
  });
  expect(log.problem).toContain('written by a newer Keypost');
  expect(log.hasPress('x')).toMatchObject({
    ok: false,
    error: { code: 'logNotWritable', sentence: expect.stringMatching(/^Not sent\. .*newer Keypost/) as string },
  });
  expect(log.page({ before: null, limit: 1 })).toMatchObject({ ok: false, error: { code: 'logNotReadable' } });
  log.start();
  expect(notices).toEqual([expect.stringMatching(/^The log could not be opened \(.*newer Keypost.*fix this/)]);
});

test('a folder in the place of the log refuses calls with the reason', () => {
  const file = join(folder(), 'log.sqlite');
  mkdirSync(file);
  expect(LogAccess.open(file).problem).not.toBe('');
});

describe('a log that is opened later', () => {
  const later = (file: string) => {
    const notices: string[] = [];
    const nothing = () => undefined;
    const notice = (sentence: string) => notices.push(sentence);
    const log = LogAccess.later(file, {
      now: () => new Date(),
      notify: notice,
      onLateOutcome: nothing,
      onWrite: nothing,
      beforeMove: nothing,
      onReplaced: nothing,
    });
    onTestFinished(() => log.close());
    return { log, notices };
  };
  const underWay = (file: string) => {
    const log = openLog(file);
    log.begin(newEntry());
    log.close();
  };

  test('is created at its first use; interrupted sends become unknown before anything else', () => {
    const file = join(folder(), 'log.sqlite');
    underWay(file);
    rmSync(join(dirname(file), 'log.lock'), { force: true });
    const { log, notices } = later(file);
    expect(existsSync(join(dirname(file), 'log.lock'))).toBe(false);
    expect(log.unknownCount()).toEqual({ ok: true, value: 1 });
    expect(notices).toEqual([expect.stringMatching(/^One send was under way when Keypost stopped/)]);
    log.start();
    expect(notices).toHaveLength(1);
  });

  test('is opened once by the start if it was not used before', () => {
    const file = join(folder(), 'log.sqlite');
    underWay(file);
    const { log, notices } = later(file);
    log.start();
    expect([notices.length, log.unknownCount()]).toEqual([1, { ok: true, value: 1 }]);
    log.begin(newEntry());
    log.start();
    expect([notices.length, log.unknownCount()]).toEqual([1, { ok: true, value: 1 }]);
  });

  test('with a folder in its place is reported once, at the start, and refuses a send before', () => {
    const file = join(folder(), 'log.sqlite');
    mkdirSync(file);
    const { log, notices } = later(file);
    expect(log.begin(newEntry())).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
    expect(notices).toEqual([]);
    log.start();
    expect(notices).toEqual([expect.stringMatching(/^The log could not be opened \(log\.sqlite is a folder/)]);
  });

  test(
    'that cannot be written at first stores interrupted sends before the next send, which is refused until then',
    { timeout: 20_000 },
    () => {
      const file = join(folder(), 'log.sqlite');
      underWay(file);
      const other = openDatabase(file);
      onTestFinished(() => {
        other.close();
      });
      other.exec('BEGIN IMMEDIATE');
      const { log, notices } = later(file);
      expect(log.unknownCount()).toEqual({ ok: true, value: 0 });
      expect(log.begin(newEntry())).toMatchObject({ ok: false, error: { code: 'logNotWritable' } });
      other.exec('ROLLBACK');
      expect(log.begin(newEntry({ pressId: 'after' })).ok).toBe(true);
      expect(notices.at(-1)).toMatch(/^One send was under way when Keypost stopped/);
      const page = log.page({ before: null, limit: 9 });
      expect(page.ok && page.value.map(({ state }) => state)).toEqual(['sending', 'unknown']);
    },
  );

  test('that is found damaged while storing interrupted sends is repaired, and they are stored then', { timeout: 20_000 }, () => {
    const file = join(folder(), 'log.sqlite');
    const before = openLog(file);
    for (let n = 0; n < 300; n++) before.begin(newEntry({ pressId: `p${n}`, url: `https://mail.acme.example/rest/${'y'.repeat(400)}` }));
    before.close();
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 8192) * 4096;
    bytes.fill(0xa5, middle, middle + 4096);
    writeFileSync(file, bytes);
    const { log } = later(file);
    log.unknownCount();
    log.start();
    const page = log.page({ before: null, limit: 500 });
    const states = page.ok ? page.value.map(({ state }) => state) : [];
    expect([states.length > 250, new Set(states)]).toEqual([true, new Set(['unknown'])]);
  });

  test('that is closed unused opens nothing afterwards', () => {
    const file = join(folder(), 'log.sqlite');
    const { log, notices } = later(file);
    log.close();
    log.start();
    expect([log.isEmpty().ok, existsSync(file), notices]).toEqual([false, false, []]);
  });
});
