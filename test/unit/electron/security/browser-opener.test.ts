import { expect, test } from 'vitest';
import { browserOpener } from '../../../../electron/security/browser-opener.ts';

/** What reached the system. */
async function opened(address: string): Promise<string[]> {
  const all: string[] = [];
  const open = browserOpener((one) => Promise.resolve(void all.push(one)));
  await open(address).catch(() => undefined);
  return all;
}

test.each(['https://example.com/a?b#c', 'http://127.0.0.1:8025/x', 'http://localhost/', 'http://[::1]:1/'])(
  'the address %s is opened',
  async (address) => {
    expect(await opened(address)).toEqual([address]);
  },
);

test.each([
  'http://example.com/',
  'http://127.0.0.1.example.com/',
  'https://user:secret@example.com/',
  'https://user@example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@example.com',
  'smb://example.com/share',
  'ms-msdt:/id',
  'vscode://file/x',
  'app://keypost/index.html',
  'preview://message/0/html',
  'chrome://settings',
  'about:blank',
  'ftp://example.com/',
  'https:',
  '//example.com/',
  'example.com',
  '',
])('the address %j is not opened', async (address) => {
  expect(await opened(address)).toEqual([]);
  await expect(browserOpener(() => Promise.resolve())(address)).rejects.toThrow('not an address');
});
