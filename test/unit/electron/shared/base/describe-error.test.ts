import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { Seeded } from '../../../../bench/seeded.ts';
import { describeError, sanitizeDescription } from '../../../../../electron/shared/base/describe-error.ts';

/** Returns the thrown value. */
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
  test('has its name, its message and where it was thrown', () => {
    const error = thrownBy(() => (undefined as unknown as { x: string }).x);
    expect(describeError(error)).toMatchObject({
      name: 'TypeError',
      code: '',
      message: 'Cannot read properties of undefined',
    });
    expect(describeError(error).frames[0]).toMatch(/^\S.* \(describe-error\.test\.ts:\d+:\d+\)$/);
  });

  test('of a system error has the code and the call, not the path', () => {
    const error = thrownBy(() => readFileSync('/home/anna/customers.csv'));
    expect(describeError(error)).toMatchObject({ name: 'Error', code: 'ENOENT open', message: '' });
    expect(textIn(error)).not.toMatch(/anna|customers/);
  });

  test.each([
    ['a string', 'Sommer2024!', 'a value of type string'],
    ['nothing', undefined, 'a value of type undefined'],
    ['an object', { password: 'Sommer2024!' }, 'a value of type object'],
  ])('of %s that was thrown has its type only', (_, thrown, name) => {
    expect(describeError(thrown)).toEqual({ name, code: '', message: '', frames: [] });
  });

  test('of SQLite has its message up to the value', () => {
    const error = Object.assign(new Error('UNIQUE constraint failed: entry.press_id'), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
    expect(describeError(error)).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE', message: 'constraint failed' });
  });

  test('of any other error has no message, because that may quote anything', () => {
    expect(describeError(new Error('correct horse'))).toMatchObject({ name: 'Error', code: '', message: '' });
    expect(describeError(Object.assign(new Error('correct horse'), { name: 'correct horse' }))).toMatchObject({ name: 'Error' });
  });

  test('does not mistake a line of the message for a call', () => {
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

  test.each([
    ['stack', null],
    ['stack', 7],
    ['stack', ['x']],
    ['message', null],
    ['message', undefined],
    ['name', Symbol('x')],
    ['name', Object.create(null)],
    ['code', { toString: null }],
  ])('whose %s is no text: %o', (property, value) => {
    const error = Object.defineProperty(new TypeError('x'), property, { value });
    expect(describeError(error)).toMatchObject({ name: expect.stringMatching(/Error$/) as string });
  });

  test.each(['stack', 'message', 'name', 'code', 'syscall'])('whose %s throws when it is read', (property) => {
    const error = Object.defineProperty(new TypeError('x'), property, {
      get: () => {
        throw new Error('Sommer2024!');
      },
    });
    expect(textIn(error)).not.toContain('Sommer');
  });

  test('that is a proxy which throws, or was revoked', () => {
    const throwing = new Proxy(new Error('x'), {
      getPrototypeOf: () => {
        throw new Error('Sommer2024!');
      },
    });
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
    revoke();
    expect([throwing, proxy].map((error) => describeError(error).name)).toEqual(['Error', 'Error']);
  });

  test('from a folder with parentheses in its name', () => {
    const error = new Error('x');
    error.stack =
      'Error: x\n    at run (C:\\Users\\Ann (Work)\\main.cjs:1:2)\n    at async Sender.press [as run] (/home/ann (1)/main.cjs:3:4)\n    at /x/y.js:5:6';
    expect(describeError(error).frames).toEqual(['run (main.cjs:1:2)', 'Sender.press (main.cjs:3:4)', 'anonymous (y.js:5:6)']);
  });
});

/** Runtime errors that quote a value in different ways. */
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
  (value) => Object.defineProperty(value as unknown as object, 'x', {}),
  (value) => Object.assign(value, { 0: 'x' }),
  (value) => Object.fromEntries([value] as unknown as [string, string][]),
  (value) => 'a' in (value as unknown as object),
  (value) => new (value as unknown as new () => object)(),
  (value) => structuredClone({ [value]: () => isIP(value) }),
];

/** Printable ASCII with a secret in it that has a digit and a symbol. */
function randomValue(random: Seeded): string {
  const characters = (count: number): string => Array.from({ length: count }, () => String.fromCharCode(random.whole(33, 126))).join('');
  return `${characters(random.whole(0, 12))}Sommer${random.pick(['2024!', '#77', '$9x'])}${characters(random.whole(0, 4))}`;
}

test('no description of a runtime error contains what it quotes', () => {
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

test('a description from another process contains nothing else either', () => {
  const sent = { name: 'Sommer 2024', code: 'a=b', message: 'Sommer2024 is not iterable', frames: ['run (main.cjs:1:2)', 'Sommer2024!'] };
  expect(sanitizeDescription(sent)).toEqual({ name: 'Error', code: '', message: 'is not iterable', frames: ['run (main.cjs:1:2)'] });
});
