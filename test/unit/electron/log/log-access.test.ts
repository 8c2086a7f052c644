import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LogAccess } from '../../../../electron/log/log-access.ts';
import { settleInterrupted } from '../../../../electron/log/settle-interrupted.ts';

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'keypost-log-'));
  onTestFinished(() => {
    rmSync(path, { recursive: true });
  });
  return path;
};

test('a file that is no log refuses every call with the reason, and stays as it is', () => {
  const file = join(folder(), 'log.sqlite');
  writeFileSync(file, 'this is no database at all, however long it may be'.repeat(100));
  const log = LogAccess.open(file);
  expect(log.trouble).toBe('its file is not a log');
  expect(log.hasPress('x')).toMatchObject({
    ok: false,
    error: { code: 'logNotWritable', sentence: expect.stringMatching(/^Not sent\. .*its file is not a log/) as string },
  });
  expect(log.page({ before: null, limit: 1, search: '', outcome: null })).toMatchObject({ ok: false, error: { code: 'logNotReadable' } });
  const notices: string[] = [];
  settleInterrupted(log, 0, (sentence) => notices.push(sentence));
  expect(notices).toHaveLength(1);
});

test('a folder in the place of the log is a reason like any other', () => {
  const file = join(folder(), 'log.sqlite');
  mkdirSync(file);
  expect(LogAccess.open(file).trouble).not.toBe('');
});
