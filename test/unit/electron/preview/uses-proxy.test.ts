import { expect, test, vi } from 'vitest';
import { usesProxy } from '../../../../electron/preview/uses-proxy.ts';

test.each([
  ['DIRECT', false],
  ['', false],
  [' DIRECT ; ', false],
  ['PROXY 127.0.0.1:8080', true],
  ['HTTPS proxy.example:443; DIRECT', true],
  ['SOCKS5 127.0.0.1:1080', true],
  ['DIRECT; PROXY 127.0.0.1:8080', true],
])('%j', async (routes, used) => {
  const asked: string[] = [];
  const proxyFor = (url: string): Promise<string> => {
    asked.push(url);
    return Promise.resolve(routes);
  };
  expect(await usesProxy(proxyFor)).toBe(used);
  // Never a host of the message, because a PAC script may look it up.
  expect(asked).toEqual(['https://www.example.com/']);
});

test('settings that fail, or that take too long, block nothing', async () => {
  expect(await usesProxy(() => Promise.reject(new Error('no script')))).toBe(false);
  vi.useFakeTimers();
  const waiting = usesProxy(() => new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(await waiting).toBe(false);
});
