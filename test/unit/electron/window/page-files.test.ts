import { describe, expect, test } from 'vitest';
import { pageFile } from '../../../../electron/window/page-files.ts';

describe('pageFile', () => {
  test.each([
    ['app://keypost/index.html', '/page/index.html', 'text/html; charset=utf-8'],
    ['app://keypost/assets/index-Ab_1.js', '/page/assets/index-Ab_1.js', 'text/javascript; charset=utf-8'],
    ['app://keypost/assets/inter.woff2?x#y', '/page/assets/inter.woff2', 'font/woff2'],
  ])('finds %s', (url, path, type) => {
    expect(pageFile('/page', url)).toEqual({ path, type });
  });

  test.each([
    'app://keypost/',
    'app://keypost/../main.cjs',
    'app://keypost/%2e%2e/main.cjs',
    'app://keypost/..%2fmain.js',
    'app://keypost/assets/%5c..%5cmain.js',
    'app://keypost/a%00.html',
    'app://keypost/.hidden.html',
    'app://keypost/main.cjs',
    'app://keypost//etc/hosts.html',
    'app://elsewhere/index.html',
  ])('refuses %s', (url) => {
    expect(pageFile('/page', url)).toBeNull();
  });
});
