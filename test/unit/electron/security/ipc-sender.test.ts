import { expect, test } from 'vitest';
import { comesFromPage, originOf } from '../../../../electron/security/ipc-sender.ts';

const page = { url: 'app://keypost/index.html#/log' };
const origin = 'app://keypost';

test('accepts the page', () => {
  expect(comesFromPage({ senderFrame: page, sender: { mainFrame: page } }, origin)).toBe(true);
});

test('refuses a frame that is gone and one inside the page, even of its own origin', () => {
  expect(comesFromPage({ senderFrame: null, sender: { mainFrame: null } }, origin)).toBe(false);
  expect(comesFromPage({ senderFrame: { ...page }, sender: { mainFrame: page } }, origin)).toBe(false);
});

test.each(['preview://message/0123/html', 'https://keypost/', 'app://keypost.example/', 'app://other/', 'about:blank', 'data:,x', ''])(
  'refuses a page at %j',
  (url) => {
    const frame = { url };
    expect(comesFromPage({ senderFrame: frame, sender: { mainFrame: frame } }, origin)).toBe(false);
    expect(comesFromPage({ senderFrame: frame, sender: { mainFrame: frame } }, '')).toBe(false);
  },
);

test.each([
  ['app://keypost/index.html', 'app://keypost'],
  ['http://127.0.0.1:5173/', 'http://127.0.0.1:5173'],
  ['about:blank', ''],
  ['blob:app://keypost/0123', ''],
  ['no address', ''],
])('the origin of %s is %j', (url, origin) => {
  expect(originOf(url)).toBe(origin);
});
