import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import type { UseState } from '../../../../renderer/send/recipient-use.svelte.ts';
import { aPreset } from '../presets/a-preset.ts';

beforeEach(() => {
  vi.stubGlobal('window', { keypost: { call: () => Promise.resolve('{"ok":true,"value":null}'), on: () => () => undefined } });
  form.clear();
});
afterEach(() => vi.unstubAllGlobals());

/** Another preset is loaded during a send; afterwards "Bring back" restores the message of that send. */
function bringBack(after: () => void): void {
  form.load(aPreset({ accountId: 'acme' }));
  form.touch('customerKey');
  form.fields.customerKey = 'ck1';
  form.begin('press');
  const before = form.copy();
  form.load(aPreset({ id: 'other', accountId: 'acme', template: 'Refund' }));
  after();
  form.bringBackMessage(before);
}

test.each<[UseState | null, UseState | undefined]>([
  ['accepted', 'accepted'],
  ['unknown', 'unknown'],
  [null, undefined],
])('a message brought back after its send ended as %s has that state and no older one', (end, mark) => {
  bringBack(() => form.use.setState('press', end));
  expect([form.fields.customerKey, form.use.used?.state]).toEqual(['ck1', mark]);
});

test('a message brought back during its send is still marked as sending', () => {
  bringBack(() => undefined);
  expect(form.use.used?.state).toBe('sending');
});

test('a confirmed review is sending again', () => {
  bringBack(() => {
    form.use.setState('press', 'review');
    form.use.setState('press', 'sending');
  });
  expect(form.use.used?.state).toBe('sending');
});

const enter = (customerKey: string): void => {
  form.touch('customerKey');
  form.fields.customerKey = customerKey;
};

test("a refused contact is still refused when a message is brought back, and so is the message's own", () => {
  form.use.notSent = [];
  form.load(aPreset({ accountId: 'acme' }));
  enter('ck7');
  form.use.refuse(form.fields);
  const before = form.copy();
  form.load(aPreset({ id: 'other', accountId: 'acme', template: 'Refund' }));
  enter('ck9');
  form.use.refuse(form.fields);
  form.bringBackMessage(before);
  expect([form.fields.customerKey, form.use.refused?.customerKey]).toEqual(['ck9', 'ck9']);
  expect(form.use.notSent.map(({ customerKey }) => customerKey)).toEqual(['ck7']);
});

test('a contact that one message was not sent to stays listed, whatever the result of another message to them', () => {
  form.use.notSent = [];
  form.load(aPreset({ accountId: 'acme' }));
  enter('ck1');
  form.use.addNotSent(form.fields);
  form.load(aPreset({ id: 'other', accountId: 'acme', template: 'Refund' }));
  form.begin('press-2');
  form.use.setState('press-2', 'accepted');
  expect(form.use.notSent.map(({ customerKey, template }) => [customerKey, template])).toEqual([['ck1', aPreset({}).template]]);
});
