/** A recent key that replaces the one in the form: a typed one is listed as not sent to, and one that was sent to never is. */
import { afterEach, expect, test, vi } from 'vitest';
import type { EntryDetail } from '../../../../electron/shared/ipc/contract.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** A form of its own, as after a reload of the page. */
async function loadForm() {
  const call = () => Promise.resolve(JSON.stringify({ ok: false, error: { code: 'x', sentence: '' } }));
  vi.stubGlobal('window', { keypost: { call, on: () => () => undefined }, addEventListener: () => undefined });
  vi.stubGlobal('location', { hash: '' });
  vi.resetModules();
  const { form } = await import('../../../../renderer/send/send-form.svelte.ts');
  form.fields.accountId = 'a';
  const type = (key: string): void => {
    form.fields.customerKey = key;
    form.touch('customerKey');
  };
  const accept = (pressId: string): void => {
    form.begin(pressId);
    form.use.setState(pressId, 'accepted');
  };
  const listed = () => form.use.notSent.map(({ customerKey }) => customerKey);
  return { form, type, accept, listed };
}

test('lists a typed key, also after the same key was picked first', async () => {
  const { form, type, listed } = await loadForm();
  type('A');
  form.pickKey('A');
  form.pickKey('B');
  expect(form.fields.customerKey).toBe('B');
  form.pickKey('C');
  expect(listed()).toEqual(['A']);
});

test('lists a typed key after a reload, and one that came back with its message', async () => {
  const first = await loadForm();
  first.type('A');
  const copy = first.form.copy();
  const second = await loadForm();
  second.form.restore(copy);
  second.form.pickKey('C');
  expect(second.listed()).toEqual(['A']);

  second.type('B');
  const before = second.form.copy();
  second.form.clear();
  second.form.bringBackMessage(before);
  second.form.pickKey('C');
  expect(second.listed()).toEqual(['A', 'B']);
});

test('does not list a key that was sent to, nor one that was brought back afterwards', async () => {
  const { form, type, accept, listed } = await loadForm();
  type('A');
  accept('first');
  form.pickKey('B');
  type('C');
  accept('second');
  type('D');
  type('');
  expect(form.bringBack()).toBe(true);
  expect(form.fields.customerKey).toBe('C');
  form.pickKey('B');
  expect(listed()).toEqual([]);
});

test('does not list a key of a press that was rejected', async () => {
  const { form, type, listed } = await loadForm();
  type('A');
  form.begin('press');
  form.use.setState('press', null);
  form.pickKey('B');
  expect(listed()).toEqual([]);
});

test('does not list the contact of an entry that is used again', async () => {
  const { form, type, listed } = await loadForm();
  type('A');
  const entry = { id: 1, accountId: 'a', presetId: null, command: 'customerKey', list: 'Orders', template: 'Delay', customerKey: 'B' };
  form.reuse({ ...entry, requestBody: null, bodyRemovedAt: null } as unknown as EntryDetail);
  expect(form.fields.customerKey).toBe('B');
  form.pickKey('C');
  expect(listed()).toEqual([]);
});
