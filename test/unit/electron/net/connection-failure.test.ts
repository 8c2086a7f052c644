import { describe, expect, test } from 'vitest';
import { codeOf, ConnectionFailure, isSystemError, outsideText, errorText } from '../../../../electron/net/connection-failure.ts';

const error = (message: string, fields: object = {}): Error => Object.assign(new Error(message), fields);
const refused = error('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED', syscall: 'connect' });
const timedOut = error('connect ETIMEDOUT 127.0.0.1:1', { code: 'ETIMEDOUT', syscall: 'connect' });

test('a failure has its reason, and by default no text and no next route', () => {
  const problem = { code: 'connection.refused', params: {} } as const;
  expect(new ConnectionFailure('refused', problem)).toMatchObject({ reason: 'refused', problem, message: '', tryNextRoute: false });
  const given = new ConnectionFailure('proxy', problem, { detail: 'the text', tryNextRoute: true });
  expect(given).toMatchObject({ message: 'the text', tryNextRoute: true });
});

describe('the short name of an error', () => {
  test.each<readonly [string, unknown, string]>([
    ['its own', refused, 'ECONNREFUSED'],
    ['that of the first address', new AggregateError([timedOut, refused]), 'ETIMEDOUT'],
    ['that of the whole before that of an address', Object.assign(new AggregateError([refused]), { code: 'EWHOLE' }), 'EWHOLE'],
    ['none of no address', new AggregateError([]), ''],
    ['none', error('x'), ''],
    ['no number', error('x', { code: 7 }), ''],
    ['none of what is no error', { code: 'ECONNREFUSED' }, ''],
    ['none of nothing', undefined, ''],
  ])('is %s', (_, one, code) => {
    expect(codeOf(one)).toBe(code);
  });
});

describe('the text of an error', () => {
  test.each<readonly [string, unknown, string]>([
    ['its own', refused, refused.message],
    ['that of the first address', new AggregateError([timedOut, refused], 'all failed'), timedOut.message],
    ['its own where no address has any', new AggregateError([], 'all failed'), 'all failed'],
    ['its code where it has none', error('', { code: 'EX' }), 'EX'],
    ['a substitute if there is none', error(''), 'no reason given'],
    ['a substitute for a value that is no error', 'thrown', 'no reason given'],
  ])('is %s', (_, one, expected) => {
    expect(errorText(one)).toBe(expected);
  });
});

describe('text of the system or a library', () => {
  test.each<readonly [string, unknown, boolean, string]>([
    ['the system', refused, true, refused.message],
    ['the system, of several addresses', new AggregateError([timedOut]), true, timedOut.message],
    ['a library: its code', error('text of a library', { code: 'ERR_X' }), false, 'ERR_X'],
    ['a library, without a code', error('text of a library'), false, ''],
    ['Node, of a connection that ended', error('socket hang up', { code: 'ECONNRESET' }), false, ''],
    ['the parser of HTTP', error('Parse Error', { code: 'HPE_INVALID_CONSTANT' }), false, ''],
    ['a library whose code is alike', error('x', { code: 'X_HPE_' }), false, 'X_HPE_'],
  ])('of %s', (_, one, isOfSystem, expected) => {
    expect([isSystemError(one), outsideText(one)]).toEqual([isOfSystem, expected]);
  });
});

describe('text that is quoted from outside', () => {
  const made = (message: string, fields: object) => Object.assign(new Error(message), fields);

  test.each([
    [
      'text of the system',
      made('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED', syscall: 'connect' }),
      'connect ECONNREFUSED 127.0.0.1:9',
    ],
    ['those of the first of several addresses', new AggregateError([made('connect X', { code: 'X', syscall: 'connect' })]), 'connect X'],
    [
      'the code of a library, never its text',
      made('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    ['not the text of Node itself', made('socket hang up', { code: 'ECONNRESET' }), ''],
    ['not the text of its parser', made('Parse Error: Expected HTTP/', { code: 'HPE_INVALID_CONSTANT' }), ''],
    ['not what has no code', new Error('whatever'), ''],
  ])('%s', (_, error, text) => {
    expect(outsideText(error)).toBe(text);
    expect(isSystemError(error)).toBe(text.startsWith('connect'));
  });
});

describe('errorText', () => {
  const coded = (message: string, code: unknown) => Object.assign(new Error(message), { code });

  test.each([
    ['the message', new Error('socket hang up'), 'socket hang up'],
    ['the code, without a message', coded('', 'ECONNRESET'), 'ECONNRESET'],
    ['the first of several', new AggregateError([new Error('connect refused'), new Error('other')]), 'connect refused'],
    ['the code of several without one', Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
    ['nothing of what is no error', 'correct horse', 'no reason given'],
    ['nothing of a code that is no text', coded('', 7), 'no reason given'],
    ['nothing', undefined, 'no reason given'],
  ])('of an error is %s', (_, error, text) => {
    expect(errorText(error)).toBe(text);
  });
});
