import { expect, test } from 'vitest';
import { Notices } from '../../../../electron/app/notices.ts';

test('shows a notice once until it is dismissed, and keeps it for a page that opens later', () => {
  const said: string[] = [];
  const notices = new Notices((notice) => said.push(notice.sentence));
  notices.add('The presets file could not be read.');
  notices.add('The disk is full.');
  notices.add('The disk is full.');
  expect(said).toEqual(['The presets file could not be read.', 'The disk is full.']);
  expect(notices.list.map((notice) => notice.id)).toEqual(['1', '2']);
});

test('shows a dismissed notice again if it recurs, and no other', () => {
  const said: string[] = [];
  const notices = new Notices((notice) => said.push(`${notice.id} ${notice.sentence}`));
  notices.add('The disk is full.');
  notices.add('The log was moved.');
  notices.dismiss('1');
  expect(notices.list.map(({ sentence }) => sentence)).toEqual(['The log was moved.']);
  notices.add('The disk is full.');
  notices.add('The disk is full.');
  notices.add('The log was moved.');
  expect(said).toEqual(['1 The disk is full.', '2 The log was moved.', '3 The disk is full.']);
  notices.dismiss('no such one');
  expect(notices.list).toHaveLength(2);
});
