import { expect, test } from 'vitest';
import { mutate, NotFoundError, type Place } from '../../mutants/mutation.ts';

const source = `
const flags = { sandbox: true, other: 1 };
const other = { sandbox: false };
const none: string[] = [];
const allowed = (a: boolean, b: boolean): boolean => a && !b && none.length === 0;
class Guard { check(x: number): boolean { if (x > limit) return false; return true; } }
function start(contents: Contents): void {
  contents.on('will-navigate', () => 1);
  contents.on('will-redirect', () => 1);
  void later(proxy());
  for (const flag of flags) append(flag);
  return use(answer('x'));
}`;

const mutated = (place: Place, becomes?: string): string =>
  mutate(
    {
      files: new Map([
        ['a.ts', source],
        ['b.ts', 'const x = 1;'],
      ]),
    },
    place,
    becomes,
  ).text;

test.each<[Place, string | undefined, string, string]>([
  [{ call: 'on', of: 'will-navigate' }, undefined, "  contents.on('will-navigate', () => 1);\n", '  ;\n'],
  [{ call: 'later' }, undefined, 'void later(proxy());', ';'],
  // What a loop does without braces leaves an empty loop.
  [{ call: 'append' }, undefined, 'append(flag);', ';'],
  [{ call: 'answer', of: 'x' }, undefined, "answer('x')", 'undefined'],
  [{ in: 'flags', property: 'sandbox' }, undefined, ' sandbox: true,', ' '],
  [{ in: 'flags', property: 'sandbox' }, 'sandbox: false,', ' sandbox: true,', ' sandbox: false,'],
  [{ in: 'allowed', operand: 'b' }, undefined, '!b', 'true'],
  [{ in: 'allowed', operand: 'none' }, undefined, 'none.length === 0', 'true'],
  [{ in: 'Guard', guard: 'limit' }, undefined, 'x > limit', 'false'],
  [{ value: 'none' }, "['x']", '= []', "= ['x']"],
  [{ body: 'allowed' }, 'true', 'a && !b && none.length === 0', 'true'],
  [{ body: 'check' }, '{ return true; }', '{ if (x > limit) return false; return true; }', '{ return true; }'],
])('%j becomes %j', (place, becomes, from, to) => {
  expect(source).toContain(from);
  expect(mutated(place, becomes)).toBe(source.replace(from, to));
});

test.each<Place>([
  { call: 'gone' },
  { call: 'on', of: 'will-leave' },
  { in: 'other', property: 'gone' },
  { property: 'sandbox' },
  { call: 'on' },
  { in: 'allowed', operand: 'c' },
  { in: 'elsewhere', call: 'later' },
  {},
])('%j is a failure: it names nothing, or more than one place', (place) => {
  expect(() => mutated(place)).toThrow(NotFoundError);
});
