import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { Seeded } from '../../../../bench/seeded.ts';
import { describeError, maskDescription } from '../../../../../electron/shared/base/describe-error.ts';

/** What was thrown. */
function thrownBy(job: () => unknown): unknown {
  try {
    job();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const textIn = (error: unknown): string => JSON.stringify(describeError(error));

describe('the description of an error', () => {
  test('has its name, its words and where it was thrown', () => {
    const error = thrownBy(() => (undefined as unknown as { x: string }).x);
    expect(describeError(error)).toMatchObject({
      name: 'TypeError',
      code: '',
      message: 'Cannot read properties of undefined (reading … )',
    });
    expect(describeError(error).frames[0]).toMatch(/^\S.* \(describe-error\.test\.ts:\d+:\d+\)$/);
  });

  test('of a system error has the code and the call, not the path', () => {
    const error = thrownBy(() => readFileSync('/home/anna/customers.csv'));
    expect(describeError(error)).toMatchObject({ name: 'Error', code: 'ENOENT open', message: '' });
    expect(textIn(error)).not.toMatch(/anna|customers/);
  });

  test.each([
    ['a string', 'Sommer2024!', 'string'],
    ['nothing', undefined, 'undefined'],
    ['an object', { password: 'Sommer2024!' }, 'object'],
  ])('of %s that was thrown has its type only', (_, thrown, name) => {
    expect(describeError(thrown)).toEqual({ name, code: '', message: '', frames: [] });
  });

  test('of SQLite has its words up to the value', () => {
    const error = Object.assign(new Error('UNIQUE constraint failed: entry.press_id'), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
    expect(describeError(error)).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE', message: 'UNIQUE constraint failed' });
  });

  test('of any other error has no message: nobody knows what it quotes', () => {
    expect(describeError(new Error('correct horse'))).toMatchObject({ name: 'Error', code: '', message: '' });
    expect(describeError(Object.assign(new Error('correct horse'), { name: 'correct horse' }))).toMatchObject({ name: 'Error' });
  });

  test('does not take a line of the message for a call', () => {
    const error = new Error('first\n    at Sommer (Sommer2024:1:1)\n    at key (ck1001:1:1)');
    expect(textIn(error)).not.toMatch(/Sommer2024|ck1001/);
  });

  test('has no more than twelve calls', () => {
    const deep = (left: number): never => {
      if (left === 0) throw new Error('deep');
      return deep(left - 1);
    };
    Error.stackTraceLimit = 40;
    expect(describeError(thrownBy(() => deep(30))).frames).toHaveLength(12);
  });

  test('keeps the fixed words of a message', () => {
    const { message } = describeError(new TypeError("a value can't be read; Keypost's file is locked"));
    expect(message).toBe("a value can't be read; Keypost's file is locked");
  });

  test.each([
    ["Path '/home/anna/x' not found", 'Path … not found'],
    ["it's 'a' and 'b' here", "it's … here"],
    ["one quote ' is open", 'one quote …'],
    ['sent to anna@example.com today', 'sent to … today'],
    ['GET //example.com/a?b=c failed', 'GET … failed'],
    ['key ck100234 is gone', 'key … is gone'],
    ['who is 李雷 there', 'who is … there'],
    ['token dGhpcyBpcyBhIHNlY3JldCB0 expired', 'token … expired'],
  ])('takes out what may be somebody’s: %s', (message, kept) => {
    expect(describeError(new TypeError(message)).message).toBe(kept);
  });
});

/** Runtime errors that quote a value, each in its own way. */
const quoting: readonly ((value: string) => unknown)[] = [
  (value): unknown => JSON.parse(`{"password": ${value}`),
  (value): unknown => JSON.parse(`{"password": "${value}", x`),
  (value) => new URL(`http://[${value}`),
  (value) => decodeURIComponent(`%${value}`),
  (value) => BigInt(`${value}?`),
  (value) => new RegExp(`(${value}`, 'u'),
  (value) => new Intl.DateTimeFormat('en', { timeZone: `x ${value}` }),
  (value) => new Intl.NumberFormat('en', { style: 'currency', currency: `x ${value}` }),
  (value) => readFileSync(`/nowhere/${value}`),
  (value) => new Headers({ [`${value} `]: 'x' }),
  (value) => new Headers({ authorization: `${value}\n` }),
  (value) => structuredClone({ [value]: () => isIP(value) }),
];

/** Printable ASCII with a secret in it, which has a digit and a sign. */
function randomValue(random: Seeded): string {
  const characters = (count: number): string => Array.from({ length: count }, () => String.fromCharCode(random.whole(33, 126))).join('');
  return `${characters(random.whole(0, 12))}Sommer${random.pick(['2024!', '#77', '$9x'])}${characters(random.whole(0, 4))}`;
}

test('no error of the runtime brings along what it quotes', () => {
  const random = new Seeded(5);
  let thrown = 0;
  for (let n = 0; n < 1500; n++) {
    const value = randomValue(random);
    try {
      random.pick(quoting)(value);
    } catch (error) {
      thrown++;
      expect(textIn(error), value).not.toContain('Sommer');
    }
  }
  expect(thrown).toBeGreaterThan(1000);
});

test('a description from another process is masked again', () => {
  const sent = { name: 'Sommer 2024', code: 'a=b', message: "it said 'Sommer2024!'", frames: ['run (main.cjs:1:2)', 'Sommer2024!'] };
  expect(maskDescription(sent)).toEqual({ name: 'Error', code: '', message: 'it said …', frames: ['run (main.cjs:1:2)'] });
});
