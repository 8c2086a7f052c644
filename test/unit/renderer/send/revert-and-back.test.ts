/** The effect of reverting a preset, and of undoing that, on the contact in the form. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import { aPreset } from '../presets/a-preset.ts';

const preset = aPreset({ accountId: 'acme' });

beforeEach(() => {
  vi.stubGlobal('window', { keypost: { call: () => Promise.resolve('{"ok":true,"value":null}'), on: () => () => undefined } });
  form.clear();
  form.use.notSent = [];
  form.load(preset);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const type = (name: 'customerKey' | 'template' | 'campaignName', text: string): void => {
  form.touch(name);
  form.fields[name] = text;
};

/** Marks the contact in the form as sent to. */
const use = (key: string): void => {
  type('customerKey', key);
  form.begin('press');
  form.use.setState('press', 'accepted');
};

test.each([
  ['template', 'Refund issued', ''],
  ['campaignName', 'other', 'ck1'],
] as const)('reverting a changed %s removes a contact that was sent to', (field, text, key) => {
  type(field, text);
  use('ck1');
  form.load(preset);
  expect(form.fields).toMatchObject({ template: 'Shipping delay', campaignName: 'delays-nov', customerKey: key });
});

test('a typed contact that was not sent to stays', () => {
  type('template', 'Refund issued');
  type('customerKey', 'ck1');
  form.load(preset);
  expect(form.fields).toMatchObject({ template: 'Shipping delay', customerKey: 'ck1' });
});

test('bringing edits back keeps a contact typed since then', () => {
  type('template', 'Refund issued');
  use('ck1');
  const before = form.copy();
  form.load(preset);
  form.bringBackMessage(before);
  expect(form.fields).toMatchObject({ template: 'Refund issued', customerKey: 'ck1' });
  expect(form.use.used?.state).toBe('accepted');

  form.load(preset);
  type('customerKey', 'ck2');
  form.bringBackMessage(before);
  expect(form.fields).toMatchObject({ template: 'Refund issued', customerKey: 'ck2' });
  expect(form.use.used).toBeNull();
});

test("a contact that doesn't fit the message brought back is listed as not sent to", () => {
  const before = form.copy();
  form.chooseAccount('practice');
  type('customerKey', 'ck2');
  form.bringBackMessage(before);
  expect(form.fields).toMatchObject({ accountId: 'acme', customerKey: '' });
  expect(form.use.notSent.map(({ accountId, customerKey }) => [accountId, customerKey])).toEqual([['practice', 'ck2']]);
});
