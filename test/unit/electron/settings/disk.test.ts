import { expect, it } from 'vitest';
import { diskWords } from '../../../../electron/settings/disk.ts';

const error = (code: string) => Object.assign(new Error('open /secret/path'), { code });

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
  ['EMFILE', 'error EMFILE'],
])('says %s in words', (code, words) => {
  expect(diskWords(error(code))).toBe(words);
});

it('has words for what is no error of the file system', () => {
  expect(diskWords('odd')).toBe('for an unknown reason');
  expect(diskWords(new Error('odd'))).toBe('for an unknown reason');
});
