import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../electron/log/database.ts';
import { LogAccess } from '../../../../electron/log/log-access.ts';
import { migrations } from '../../../../electron/log/migrations.ts';
import { settleInterrupted } from '../../../../electron/log/settle-interrupted.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'keypost-log-'));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
};

test('a log that a newer Keypost wrote refuses every call with the reason, and stays as it is', () => {
  const file = join(folder(), 'log.sqlite');
  const database = openDatabase(file);
  database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  database.close();
  const notices: string[] = [];
  const log = LogAccess.open(file, {
    now: () => new Date(),
    notice: (sentence) => notices.push(sentence),
    settledLate: () => undefined,
    written: () => undefined,
    replaced: () => undefined,
  });
  expect(log.trouble).toContain('written by a newer Keypost');
  expect(log.hasPress('x')).toMatchObject({
    ok: false,
    error: { code: 'logNotWritable', sentence: expect.stringMatching(/^Not sent\. .*newer Keypost/) as string },
  });
  expect(log.page({ before: null, limit: 1 })).toMatchObject({ ok: false, error: { code: 'logNotReadable' } });
  settleInterrupted(log, 0, (sentence) => notices.push(sentence));
  expect(notices).toHaveLength(1);
});

test('a folder in the place of the log is a reason like any other', () => {
  const file = join(folder(), 'log.sqlite');
  mkdirSync(file);
  expect(LogAccess.open(file).trouble).not.toBe('');
});
