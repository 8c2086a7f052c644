import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderDoubt, makePrivate } from '../../../../electron/storage/folder-trust.ts';
import { isRoot } from './foreign-entries.ts';

function folderWith(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-trust-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, mode);
  return folder;
}
const modeOf = (folder: string): number => statSync(folder).mode & 0o777;

describe.skipIf(process.platform === 'win32')('a folder', () => {
  test.each([0o700, 0o750, 0o755, 0o711])('of this user with mode %o is trusted', (mode) => {
    expect(folderDoubt(folderWith(mode))).toBeNull();
  });

  test.each([
    [0o770, '0770'],
    [0o775, '0775'],
    [0o777, '0777'],
    [0o1777, '0777'],
    [0o702, '0702'],
    [0o720, '0720'],
    [0o773, '0773'],
  ])('that others can write, with mode %o, is not trusted', (mode, reported) => {
    const folder = folderWith(mode);
    expect(folderDoubt(folder)).toEqual({ kind: 'writable', mode: reported });
    expect(makePrivate(folder)).toBe(true);
    expect([folderDoubt(folder), modeOf(folder)]).toEqual([null, 0o700]);
  });

  test('of another user is not trusted, whatever its mode', () => {
    const folder = folderWith(0o700);
    const own = process.getuid?.() ?? 0;
    expect(folderDoubt(folder, own + 1)).toEqual({ kind: 'foreignOwner', owner: own });
  });

  test.runIf(isRoot)('that another user owns is not trusted by root either', () => {
    const folder = folderWith(0o777);
    chownSync(folder, 1234, 1234);
    expect(folderDoubt(folder)).toEqual({ kind: 'foreignOwner', owner: 1234 });
  });

  test('that is a link counts as its target', () => {
    const [real, beside] = [folderWith(0o777), folderWith(0o700)];
    const link = join(beside, 'link');
    symlinkSync(real, link);
    expect(folderDoubt(link)).toEqual({ kind: 'writable', mode: '0777' });
    expect(makePrivate(link)).toBe(true);
    expect(modeOf(real)).toBe(0o700);
  });

  test('that others can only read is made private', () => {
    const folder = folderWith(0o755);
    expect(makePrivate(folder)).toBe(true);
    expect(modeOf(folder)).toBe(0o700);
  });
});

test('without user ids every folder is trusted', () => {
  expect(folderDoubt('/nowhere', null)).toBeNull();
});
