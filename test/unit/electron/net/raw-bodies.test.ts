import { expect, test } from 'vitest';
import { rawBodies } from '../../../../electron/net/raw-bodies.ts';

/** One byte per character. */
function read(raw: string): { headers: unknown; bodies: string[] } {
  const { headers, bodies } = rawBodies(Buffer.from(raw, 'latin1'));
  return { headers, bodies: bodies.map((body) => Buffer.from(body).toString('latin1')) };
}

/** The bytes after a head. */
const bodiesOf = (body: string): string[] => read(`HTTP/1.1 200 OK\r\n\r\n${body}`).bodies;

test.each(['\r\n\r\n', '\n\n', '\r\n\n', '\n\r\n'])('a head ends with an empty line: %j', (end) => {
  expect(read(`HTTP/1.1 200 OK\r\nX: y${end}<a>`)).toEqual({ headers: [['X', 'y']], bodies: ['<a>'] });
});

test('there is no body if no head ends', () => {
  expect(read('HTTP/1.1 200 OK\r\nX: y\r\n5\r\nabcde')).toEqual({ headers: [], bodies: [] });
});

test('reads the headers of all heads, and nothing of the body', () => {
  expect(read('HTTP/1.1 100 Continue\r\nA : 1 \r\n\r\nHTTP/1.1 200 OK\nno header\n: 2\nB:\n C:3:4\n\nX: 5\r\n\r\nY: 6')).toEqual({
    headers: [
      ['A', '1'],
      ['', '2'],
      ['B', ''],
      ['C', '3:4'],
    ],
    bodies: ['X: 5\r\n\r\nY: 6'],
  });
});

test('a body without chunks is one body, empty lines included', () => {
  expect(bodiesOf('{"a":1}\n\n{"b":2}\r\n\r\n')).toEqual(['{"a":1}\n\n{"b":2}\r\n\r\n']);
  expect(bodiesOf('')).toEqual(['']);
});

const letters = 'abcdefghijklmnopqrstuvwxyz01234';

test.each([
  ['as they should be', '3\r\n<a>\r\n2\r\n</\r\n', '<a></\r\n'],
  ['with a size of two digits, in either letters', `1F\r\n${letters}\r\n1f\r\n${letters}`, letters + letters],
  ['with a size of eight digits', `0000001f\r\n${letters}-`, `${letters}-`],
  ['with extensions', '3;name="value"\r\n<a>\r\n2 \r\n</', '<a></'],
  ['with line feeds alone', '3\n<a>\n2\n</', '<a></'],
  ['with a last one and what is behind it', '3\r\n<a>\r\n0\r\nX: y\r\n\r\n', '<a>X: y\r\n\r\n'],
  ['that are larger than what came', 'ff\r\n<a>', '<a>'],
  ['that break', '3\r\n<a>\r\n!2\r\n</', '<a>\r\n!2\r\n</'],
])('joins chunks: %s', (_, body, joined) => {
  expect(bodiesOf(body)).toEqual([body, joined]);
});

test('reads a view of a larger buffer', () => {
  const all = Buffer.from('before HTTP/1.1 200 OK\n\n<a> behind');
  expect(rawBodies(all.subarray(7, 27)).bodies).toEqual([Buffer.from('<a>')]);
});
