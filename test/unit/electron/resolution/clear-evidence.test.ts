/** Clearing the evidence also removes the files and keys of ledgers that were set aside as damaged. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { clearEvidence } from '../../../../electron/resolution/clear-evidence.ts';
import { openSqlite } from '../../../../electron/log/database/sqlite.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import { logFile } from '../log/a-log.ts';
import { Computer, startDesk } from '../log/ledger/a-ledger.ts';

const used = `evidence-${randomUUID()}`;

/** A folder with a ledger in use, and a set-aside copy that names another key. */
function deskWith(entry: string, isLocked = false) {
  const folder = dirname(logFile());
  const desk = startDesk(folder, new Computer());
  desk.send('accepted');
  desk.ledger.keyRecord.chooseEntry(entry);
  desk.close();
  const aside = join(folder, 'ledger.damaged-2026-11-24T10-01-01.sqlite');
  for (const end of ['', '-wal', '-shm']) {
    if (end === '') copyFileSync(join(folder, 'ledger.sqlite'), aside);
    else writeFileSync(`${aside}${end}`, '');
  }
  const next = startDesk(folder, new Computer());
  next.ledger.keyRecord.chooseEntry(used);
  const removed: string[] = [];
  const clear = (id: string) => {
    if (isLocked) return Promise.resolve(fail('vaultLocked', 'The keychain is locked.'));
    removed.push(id);
    return Promise.resolve(ok(null));
  };
  return { folder, removed, clear: () => clearEvidence({ ledger: next.ledger, folder, keychain: { clear } }) };
}
const left = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('ledger.damaged'));

test('removes the files and their key, and keeps the key in use', async () => {
  const entry = `evidence-${randomUUID()}`;
  const { folder, removed, clear } = deskWith(entry);
  writeFileSync(join(folder, 'ledger.damaged-2026-11-25T10-01-01-2.sqlite'), 'no database');
  expect(await clear()).toEqual({ ok: true, value: null });
  expect(left(folder)).toEqual([]);
  expect(removed).toEqual([entry]);
});

test.each([
  ['the key in use', used],
  ['the former common key of all folders', 'evidence'],
  ['the secret of an account', 'acme'],
])('keeps %s, even if a set-aside file names it', async (_, entry) => {
  const { folder, removed, clear } = deskWith(entry);
  expect((await clear()).ok).toBe(true);
  expect(removed).toEqual([]);
  expect(left(folder)).toEqual([]);
});

test("names a key that can't be removed", async () => {
  const entry = `evidence-${randomUUID()}`;
  const { folder, clear } = deskWith(entry, true);
  expect(await clear()).toMatchObject({ ok: false, error: { code: 'ledger.keyLeft', sentence: expect.stringContaining(entry) as string } });
  expect(left(folder)).toEqual([]);
});

test('removes a symbolic link, and keeps its target', async () => {
  const { folder, clear } = deskWith(used);
  const other = join(folder, 'other.sqlite');
  const database = openSqlite(other);
  database.exec('CREATE TABLE t (a)');
  database.close();
  const before = readFileSync(other);
  symlinkSync(other, join(folder, 'ledger.damaged-2026-11-25T10-01-01.sqlite'));
  expect((await clear()).ok).toBe(true);
  expect(left(folder)).toEqual([]);
  expect(readFileSync(other).equals(before)).toBe(true);
});
