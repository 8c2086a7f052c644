/** When the fields of a message are folded into their summary. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AccountView } from '../../../../electron/shared/ipc/contract.ts';
import { accounts } from '../../../../renderer/stores/accounts.svelte.ts';
import { missingReferences } from '../../../../renderer/stores/missing-references.svelte.ts';
import { presets } from '../../../../renderer/stores/presets.svelte.ts';
import { messageFieldNames } from '../../../../renderer/send/fields.ts';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import { summaryParts } from '../../../../renderer/send/send-labels.ts';
import { acme } from '../../electron/sending/sender-bench.ts';
import { aPreset } from '../presets/a-preset.ts';

const preset = aPreset({ id: 'one', accountId: 'acme' });
const other = aPreset({ id: 'two', accountId: 'acme', template: 'Refund issued' });

let accountList: readonly AccountView[] = [];
let gone: readonly { presetId: string }[] = [];
beforeEach(async () => {
  accountList = [acme];
  gone = [];
  const values = (): Record<string, unknown> => ({
    'accounts.list': accountList,
    'presets.list': [preset, other],
    'catalog.missingReferences': gone,
  });
  const call = (name: string) => Promise.resolve(JSON.stringify({ ok: true, value: values()[name] ?? null }));
  vi.stubGlobal('window', { keypost: { call, on: () => () => undefined } });
  await accounts.load();
  await presets.load();
  form.clear();
  form.isOpened = false;
  form.load(preset);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a loaded preset is folded, and so is the next one, even if the fields were opened', () => {
  expect(form.isUnfolded).toBe(false);
  form.isOpened = true;
  form.load(preset);
  expect(form.isUnfolded).toBe(true);
  form.load(other);
  expect(form.isUnfolded).toBe(false);
});

test.each(messageFieldNames)('an edit of %s keeps the fields open, even if it equals the saved value again', (name) => {
  form.isOpened = true;
  form.touch(name);
  expect(form.edited).toBe(false);
  expect(form.isUnfolded).toBe(true);
});

test('an edited preset is unfolded, however it was loaded', () => {
  form.fields.campaignName = 'another';
  expect([form.isOpened, form.isUnfolded]).toEqual([false, true]);
  const edits = form.copy();
  form.load(preset);
  expect(form.isUnfolded).toBe(false);
  form.restore(edits);
  expect(form.isUnfolded).toBe(true);
});

test('a new message is unfolded, and a press leaves everything as it is', () => {
  form.begin('press');
  form.use.setState('press', 'accepted');
  form.touch('customerKey');
  expect(form.isUnfolded).toBe(false);
  form.clear();
  expect(form.isUnfolded).toBe(true);
});

test('opened fields are restored open, folded fields folded', () => {
  const folded = form.copy();
  form.isOpened = true;
  const opened = form.copy();
  form.restore(folded);
  expect(form.isUnfolded).toBe(false);
  form.restore(opened);
  expect(form.isUnfolded).toBe(true);
});

test('a rejected field is shown; a rejected contact is outside the folded fields', () => {
  form.refuse({ customerKey: 'Type a customer key.' });
  expect(form.isUnfolded).toBe(false);
  form.refuse({ list: 'This name has two dots.' });
  expect(form.isUnfolded).toBe(true);
});

test('a preset whose account, list or template has gone is unfolded', async () => {
  accountList = [];
  await accounts.load();
  expect(form.isUnfolded).toBe(true);
  accountList = [acme];
  await accounts.load();
  expect(form.isUnfolded).toBe(false);
  gone = [{ presetId: 'one' }];
  missingReferences.follow('acme');
  await vi.waitFor(() => expect(form.isUnfolded).toBe(true));
  form.load(other);
  expect(form.isUnfolded).toBe(false);
});

test("the summary has list, template or subject, format, campaign, and the command if it isn't by key", () => {
  expect(summaryParts(form.fields)).toEqual(['Orders', 'Shipping delay', 'MIME', 'delays-nov']);
  expect(summaryParts({ ...form.fields, format: 2, campaignName: ' ' })).toEqual(['Orders', 'Shipping delay', 'HTML']);
  expect(summaryParts({ ...form.fields, command: 'content', subject: ' Hello ' })).toContain('Hello');
  expect(summaryParts({ ...form.fields, command: 'content', subject: ' Hello ' })).toContain('Own content');
  expect(summaryParts({ ...form.fields, list: '', template: ' ' })).toEqual([]);
});
