import { expect, test } from 'vitest';
import { Notices } from '../../../../electron/bridge/notices.ts';

test('says a sentence once, and keeps it for the page that opens later', () => {
  const said: string[] = [];
  const notices = new Notices((notice) => said.push(notice.sentence));
  notices.add('The presets file could not be read.');
  notices.add('The disk is full.');
  notices.add('The disk is full.');
  expect(said).toEqual(['The presets file could not be read.', 'The disk is full.']);
  expect(notices.list.map((notice) => notice.id)).toEqual(['1', '2']);
});
