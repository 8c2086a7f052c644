import { expect, it } from 'vitest';
import { diskReasonText } from '../../../../electron/storage/json-store.ts';

const error = (code: string) => Object.assign(new Error('open /secret/path'), { code });

it.each([
  ['ENOSPC', 'the disk is full'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'the system protects it against changes'],
  ['EROFS', 'the disk is read-only'],
  ['EMFILE', 'too many files are open'],
  ['EWHATEVER', 'error EWHATEVER'],
])('has a text for %s', (code, text) => {
  expect(diskReasonText(error(code))).toBe(text);
});

it('has a text for other errors', () => {
  expect(diskReasonText('odd')).toBe('for an unknown reason');
  expect(diskReasonText(new Error('odd'))).toBe('for an unknown reason');
});
