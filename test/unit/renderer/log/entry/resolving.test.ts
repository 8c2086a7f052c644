import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Envelope } from '../../../../../electron/shared/ipc/contract.ts';
import { resolvingOf } from '../../../../../renderer/log/entry/resolving.svelte.ts';

const calls: unknown[] = [];
let envelope: Envelope<unknown> | Promise<Envelope<unknown>>;
const refused = (code: string, sentence: string, fields?: Record<string, string>): Envelope<unknown> => ({
  ok: false,
  error: { code, sentence, ...(fields ? { fields } : {}) },
});

beforeEach(() => {
  calls.length = 0;
  const call = (command: string, input: unknown) => {
    calls.push([command, input]);
    return Promise.resolve(envelope).then((value) => JSON.stringify(value));
  };
  vi.stubGlobal('window', { keypost: { call, on: () => () => undefined } });
});
afterEach(() => vi.unstubAllGlobals());

let id = 0;
const resolving = (note: string) => {
  const one = resolvingOf(++id);
  one.note = note;
  return one;
};

test('resolving sends the note, and the next visit of the entry starts empty', async () => {
  const one = resolving('seen');
  envelope = { ok: true, value: {} };
  expect(await one.run('not sent')).toBe(true);
  expect(calls).toEqual([['log.resolve', { id, outcome: 'not sent', note: 'seen' }]]);
  expect(resolvingOf(id).note).toBe('');
});

test('a rejected note is reported beside its field, any other failure below, and the note stays', async () => {
  const one = resolving('kept');
  envelope = refused('invalid', 'Nothing was changed.', { note: 'too long' });
  expect(await one.run('ask')).toBe(false);
  expect([one.noteError, one.failure, one.note]).toEqual(['too long', '', 'kept']);
  envelope = refused('notUnknown', 'Settled already.');
  expect(await one.run('accepted')).toBe(false);
  expect([one.noteError, one.failure, one.note]).toEqual(['', 'Settled already.', 'kept']);
  envelope = { ok: true, value: { result: 'failed', sentence: 'Not reached.' } };
  expect(await one.run('ask')).toBe(false);
  expect([one.failure, one.note, resolvingOf(id)]).toEqual(['Not reached.', 'kept', one]);
});

test('a check that was recorded clears the note', async () => {
  const one = resolving('looked');
  envelope = { ok: true, value: { result: 'notFound', sentence: 'Still unknown.' } };
  expect(await one.run('ask')).toBe(false);
  expect(one.status).toMatch(/^Asked .*so nothing was changed/);
  expect(one.note).toBe('');
});

test('no second operation starts while one is running', async () => {
  const one = resolving('');
  let finish: (value: Envelope<unknown>) => void = () => undefined;
  envelope = new Promise((resolve) => (finish = resolve));
  const first = one.run('ask');
  expect([one.busy, await one.run('accepted'), calls.length]).toEqual(['ask', false, 1]);
  finish({ ok: true, value: { result: 'found', sentence: 'Accepted.' } });
  expect([await first, one.busy]).toEqual([true, null]);
});
