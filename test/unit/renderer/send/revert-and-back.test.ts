/** What reverting a preset, and taking that back, does to the contact in the form. */
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

/** The contact in the form was sent to. */
const use = (key: string): void => {
  type('customerKey', key);
  form.begin('press');
  form.use.setState('press', 'accepted');
};

test.each([
  ['template', 'Refund issued', ''],
  ['campaignName', 'other', 'ck1'],
] as const)('a contact that was sent to with another %s is not taken to the preset as it was saved', (field, text, key) => {
  type(field, text);
  use('ck1');
  form.load(preset);
  expect(form.fields).toMatchObject({ template: 'Shipping delay', campaignName: 'delays-nov', customerKey: key });
});

test('a contact that is typed and not sent to stays', () => {
  type('template', 'Refund issued');
  type('customerKey', 'ck1');
  form.load(preset);
  expect(form.fields).toMatchObject({ template: 'Shipping delay', customerKey: 'ck1' });
});

test('edits that are brought back leave a contact that was typed since then', () => {
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

test('a contact that can not stand in the message that is brought back is kept in sight', () => {
  const before = form.copy();
  form.chooseAccount('practice');
  type('customerKey', 'ck2');
  form.bringBackMessage(before);
  expect(form.fields).toMatchObject({ accountId: 'acme', customerKey: '' });
  expect(form.use.notSent.map(({ accountId, customerKey }) => [accountId, customerKey])).toEqual([['practice', 'ck2']]);
});
