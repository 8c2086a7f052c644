/** Every error code has its own reason. Real errors are tested as the system throws them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { diskReasonText } from '../../../../electron/storage/json-store.ts';
import { logErrorText } from '../../../../electron/log/database/log-errors.ts';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import { diskProblem } from '../../../../electron/storage/disk-problem.ts';

const error = (code: string, more: object = {}) => Object.assign(new Error('open /secret/path'), { code, ...more });
const isRoot = process.getuid?.() === 0;

test.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'your disk quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'the system protects it against changes'],
  ['EIO', 'the disk reports an error'],
  ['EBUSY', 'another program is using it'],
  ['ETXTBSY', 'another program is using it'],
  ['ENOLCK', 'this disk can’t lock files'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'its path is too long'],
  ['ELOOP', 'links in its path lead in a circle'],
  ['EISDIR', 'a folder stands in its place'],
  ['ENOTDIR', 'its folder is not a folder'],
  ['EFBIG', 'it is too big for this disk'],
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_BUSY', 'another program has locked it'],
  ['SQLITE_BUSY_RECOVERY', 'another program has locked it'],
  ['SQLITE_LOCKED', 'another program has locked it'],
  ['SQLITE_IOERR_WRITE', 'the disk reports an error'],
  ['SQLITE_IOERR_LOCK', 'this disk can’t lock files'],
  ['SQLITE_CANTOPEN', 'its file could not be opened'],
  ['SQLITE_CANTOPEN_ISDIR', 'a folder stands in its place'],
  ['SQLITE_CANTOPEN_SYMLINK', 'links in its path lead in a circle'],
  ['SQLITE_READONLY_DBMOVED', 'its file is read-only'],
  ['SQLITE_READONLY_DIRECTORY', 'the disk is read-only'],
  ['SQLITE_CORRUPT_VTAB', 'its file is damaged'],
  ['SQLITE_NOTADB', 'its file is not a log'],
  ['SQLITE_NOMEM', 'there is too little memory'],
  ['held', 'another Keypost uses this folder'],
])('%s has the text: %s', (code, reason) => {
  expect(diskReasonText(error(code))).toBe(reason);
  expect(logErrorText(error(code))).toBe(reason);
  // Every text has a remedy, and none contains a path.
  expect(textOf({ code: 'disk.help', params: diskProblem(error(code)) })).toMatch(/^[A-Z].*\.$/);
});

test.each([
  [{ errcode: 5 }, 'locked'],
  [{ errcode: 517 }, 'locked'],
  [{ errcode: 13 }, 'full'],
  [{ errcode: 778 }, 'ioError'],
  [{ errcode: 3850 }, 'noLocks'],
  [{ errcode: 526 }, 'isFolder'],
  [{ errcode: 1032 }, 'readOnlyFile'],
  [{ rawCode: 14 }, 'notOpened'],
  [{ errcode: 1 }, 'other'],
])('SQLite by number: %o', (more, kind) => {
  expect(diskProblem(error('ERR_SQLITE_ERROR', more)).kind).toBe(kind);
});

test.each(['EDQUOT', 'ENOLCK', 'ESTALE'] as const)('%s, which libuv has no name for', (name) => {
  const number = constants.errno[name];
  expect(diskReasonText(error('UNKNOWN', { errno: -number }))).toBe(diskReasonText(error(name)));
  expect(diskReasonText(error(`Unknown system error -${number}`, { errno: -number }))).toBe(diskReasonText(error(name)));
});

test('an unknown code is shown, and an error without a code has its own text', () => {
  expect(diskReasonText(error('EWHATEVER'))).toBe('error EWHATEVER');
  for (const odd of ['odd', new Error('odd'), null]) expect(diskReasonText(odd)).toBe('for an unknown reason');
  expect(logErrorText(new Error('the log has no schema version'))).toBe('the log has no schema version');
});

describe.skipIf(process.platform !== 'linux')('as the system throws it', () => {
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'keypost-disk-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };
  const thrown = (job: () => unknown): string => {
    try {
      job();
    } catch (caught) {
      return diskReasonText(caught);
    }
    return 'nothing';
  };
  const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

  test('a path too long, links in a circle, a folder, no folder', () => {
    const path = folder();
    expect(thrown(() => writeFileSync(join(path, 'x'.repeat(300)), ''))).toBe('its path is too long');
    expect(thrown(() => writeFileSync(`${path}${'/d'.repeat(3000)}`, ''))).toBe('its path is too long');
    symlinkSync('b', join(path, 'a'));
    symlinkSync('a', join(path, 'b'));
    expect(thrown(() => readFileSync(join(path, 'a')))).toBe('links in its path lead in a circle');
    mkdirSync(join(path, 'folder'));
    expect(thrown(() => writeFileSync(join(path, 'folder'), ''))).toBe('a folder stands in its place');
    writeFileSync(join(path, 'file'), '');
    expect(thrown(() => writeFileSync(join(path, 'file', 'x'), ''))).toBe('its folder is not a folder');
  });

  test.skipIf(isRoot)('no right', () => {
    const path = folder();
    chmodSync(path, 0o500);
    expect(thrown(() => writeFileSync(join(path, 'x'), ''))).toBe('permission denied');
    chmodSync(path, 0o700);
  });

  test.skipIf(!isRoot)('a full disk, a read-only one, a file in use, and one that is protected', (context) => {
    const path = folder();
    const [full, fixed] = ['full', 'fixed'].map((name) => join(path, name));
    if (full === undefined || fixed === undefined) throw new Error('no names');
    mkdirSync(full);
    if (!run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full)) return context.skip();
    onTestFinished(() => void run('umount', '--lazy', full));
    expect(thrown(() => writeFileSync(join(full, 'x'), Buffer.alloc(1024 * 1024)))).toBe('the disk is full');
    run('mount', '-o', 'remount,ro', full);
    expect(thrown(() => openSync(join(full, 'y'), 'w'))).toBe('the disk is read-only');
    // A mount point can't be replaced.
    writeFileSync(join(path, 'new'), '');
    expect(thrown(() => renameSync(full, join(path, 'other')))).toBe('another program is using it');
    writeFileSync(fixed, '');
    if (!run('chattr', '+i', fixed)) return;
    onTestFinished(() => void run('chattr', '-i', fixed));
    expect(thrown(() => openSync(fixed, 'a'))).toBe('the system protects it against changes');
    run('chattr', '-i', fixed);
  });
});
