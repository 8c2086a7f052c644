import { expect, test } from 'vitest';
import { carriesLogin, isHttps, isPractice, webAddress } from '../../../../../electron/shared/base/web-address.ts';

const address = (text: string): URL => webAddress(text) ?? new URL('https://none.example');

test('parses web addresses, and refuses other texts', () => {
  expect(webAddress('https://a.example/b')?.href).toBe('https://a.example/b');
  expect(['', 'a.example', 'https://', 'https://a b'].map(webAddress)).toEqual([null, null, null, null]);
});

test.each([
  ['https://a.example', true, false],
  ['http://a.example', false, false],
  ['http://127.0.0.1:4711/x', false, true],
  ['http://localhost', false, true],
  ['http://[::1]:80', false, true],
  ['https://localhost', true, false],
  ['http://localhost.a.example', false, false],
  ['ftp://127.0.0.1', false, false],
])('%s: https %s, practice %s', (text, https, practice) => {
  expect([isHttps(address(text)), isPractice(address(text))]).toEqual([https, practice]);
});

test.each([
  ['https://ada@a.example', true],
  ['https://:secret@a.example', true],
  ['https://ada:secret@a.example', true],
  ['https://a.example/@', false],
])('%s carries a login: %s', (text, carries) => {
  expect(carriesLogin(address(text))).toBe(carries);
});
