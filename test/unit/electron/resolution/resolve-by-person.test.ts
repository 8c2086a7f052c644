/** A person resolves an unknown send. */
import { describe, expect, test } from 'vitest';
import { pressedAt, resolveBench, valueOf } from './resolve-bench.ts';

const hour = 60 * 60_000;

describe('a person resolves', () => {
  test.each([
    ['accepted', 'Marked as sent', 'Accepted, as marked by a person.'],
    ['not sent', 'Marked as not sent', 'Not sent, as marked by a person.'],
  ] as const)('as %s, and keeps the first outcome in the history', (outcome, hint, text) => {
    const bench = resolveBench();
    const { id } = bench.seed(0);
    const entry = valueOf(bench.resolver.resolve({ id, outcome, note: ' They called. ' }));
    expect(entry).toMatchObject({ state: outcome, cause: 'person', hint, sentence: expect.stringContaining(text) as string });
    expect(entry.history).toMatchObject([
      { by: 'send', at: pressedAt + 30_000, outcome: 'unknown', sentence: 'unknown.', note: '' },
      { by: 'person', at: pressedAt + hour, outcome, note: 'They called.' },
    ]);
    expect(bench.changed).toMatchObject([{ id, state: outcome }]);
    expect(bench.resolver.resolve({ id, outcome: 'accepted', note: '' })).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready' },
    });
  });

  test('a server error, with a text that names the response', () => {
    const bench = resolveBench();
    const { id } = bench.seed(0, { outcome: 'rejected', status: 502 });
    expect(valueOf(bench.resolver.resolve({ id, outcome: 'accepted', note: '' })).sentence).toBe(
      'Accepted, as marked by a person. The server had responded with 502.',
    );
  });

  test('a response that broke off, with a text that does not cite the server', () => {
    const bench = resolveBench();
    const { id } = bench.seed(0, { status: 200 });
    expect(valueOf(bench.resolver.resolve({ id, outcome: 'accepted', note: '' })).sentence).toBe(
      'Accepted, as marked by a person. Keypost itself saw no complete response to this send.',
    );
  });

  test('only unknown sends', async () => {
    const bench = resolveBench();
    const { id } = bench.seed(0, { outcome: 'accepted' });
    expect(bench.resolver.resolve({ id, outcome: 'not sent', note: '' })).toMatchObject({
      ok: false,
      error: { code: 'resolve.resolvedAlready' },
    });
    expect(await bench.resolver.ask({ id, note: '' })).toMatchObject({ ok: false, error: { code: 'resolve.notAsked' } });
    expect([bench.requests, bench.changed]).toEqual([[], []]);
  });

  test.each([
    ['x'.repeat(501), 'A note can have at most 500 characters; this has 501.'],
    ['a\nb', "This note has a character that can't be used: a line break (U+000A), character 2, after “a”."],
  ])('not with a note like %.3s…', async (note, problem) => {
    const bench = resolveBench();
    const { id } = bench.seed(0);
    const refused = { ok: false, error: { code: 'invalid', fields: { note: problem } } };
    expect(bench.resolver.resolve({ id, outcome: 'accepted', note })).toMatchObject(refused);
    expect(await bench.resolver.ask({ id, note })).toMatchObject(refused);
    expect(valueOf(bench.log.entry(id))).toMatchObject({ state: 'unknown', history: [] });
    expect(bench.requests).toEqual([]);
  });
});
