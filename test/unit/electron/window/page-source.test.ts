import { describe, expect, test } from 'vitest';
import { pageSource } from '../../../../electron/window/page-source.ts';

describe('pageSource', () => {
  test('is the app itself, and lets nothing else be requested', () => {
    const { url, allows } = pageSource(undefined);
    expect(url).toBe('app://keypost/index.html');
    expect(allows('app://keypost/assets/a.js')).toBe(true);
    for (const other of ['https://example.com/', 'http://127.0.0.1:5173/', 'file:///etc/hosts', 'ws://127.0.0.1:1/', 'app://other/']) {
      expect(allows(other)).toBe(false);
    }
  });

  test("can be Vite's server on loopback", () => {
    const { url, allows } = pageSource('http://127.0.0.1:5173');
    expect(url).toBe('http://127.0.0.1:5173');
    expect([allows('http://127.0.0.1:5173/main.ts'), allows('ws://127.0.0.1:5173/')]).toEqual([true, true]);
    expect(allows('http://127.0.0.1:51731/')).toBe(false);
  });

  test.each(['https://example.com', 'http://example.com:80', 'http://127.0.0.1.example.com:80', 'javascript:1', ''])(
    'is never %j',
    (devUrl) => {
      expect(pageSource(devUrl).url).toBe('app://keypost/index.html');
    },
  );
});
