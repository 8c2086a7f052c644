import { expect, test } from 'vitest';
import { isDamage, logErrorText } from '../../../../../electron/log/database/log-errors.ts';

const coded = (code: unknown, message = 'open /secret/path') => Object.assign(new Error(message), { code });

test.each([
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_READONLY', 'its file is read-only'],
  ['SQLITE_READONLY_DBMOVED', 'its file is read-only'],
  ['SQLITE_PERM', 'permission denied'],
  ['SQLITE_CANTOPEN', 'its file could not be opened'],
  ['SQLITE_CANTOPEN_ISDIR', 'a folder stands in its place'],
  ['SQLITE_BUSY', 'another program has locked it'],
  ['SQLITE_BUSY_SNAPSHOT', 'another program has locked it'],
  ['SQLITE_LOCKED', 'another program has locked it'],
  ['SQLITE_CORRUPT', 'its file is damaged'],
  ['SQLITE_NOTADB', 'its file is not a log'],
  ['SQLITE_IOERR', 'the disk reports an error'],
  ['SQLITE_IOERR_WRITE', 'the disk reports an error'],
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
])('has a reason for the code %s', (code, reason) => {
  expect(logErrorText(coded(code))).toBe(reason);
});

test.each([
  [
    'an error without a code',
    new Error('the log was written by a newer Keypost (schema 2)'),
    'the log was written by a newer Keypost (schema 2)',
  ],
  ['another code', coded('SQLITE_CONSTRAINT', 'UNIQUE constraint failed'), 'UNIQUE constraint failed'],
  ['a code that is no text', coded(13, 'odd'), 'odd'],
  ['an error without a message', new Error(''), 'for an unknown reason'],
  ['text', 'SQLITE_FULL', 'for an unknown reason'],
  ['what only looks like an error', { code: 'SQLITE_FULL' }, 'for an unknown reason'],
  ['nothing', undefined, 'for an unknown reason'],
])('has a reason for %s', (_, error, reason) => {
  expect(logErrorText(error)).toBe(reason);
});

test.each([
  [coded('SQLITE_CORRUPT'), true],
  [coded('SQLITE_CORRUPT_VTAB'), true],
  [coded('SQLITE_NOTADB'), true],
  [coded('SQLITE_ERROR', 'no such table: entry'), true],
  [coded('SQLITE_ERROR', 'near "SELEC": syntax error'), false],
  [coded('SQLITE_FULL'), false],
  [coded('SQLITE_BUSY'), false],
  [coded('SQLITE_READONLY'), false],
  [new Error('the log was written by a newer Keypost (schema 9)'), false],
  ['SQLITE_CORRUPT', false],
])('%s is damage: %s', (error, damage) => {
  expect(isDamage(error)).toBe(damage);
});
