/** The exceptions on the review sheet, and the label of its button. */
import { expect, test } from 'vitest';
import type { ConsentReason, EntrySummary, Preset, RecipientReport, Review } from '../../../../electron/shared/ipc/contract.ts';
import { confirmLabel, reviewExceptions, type ReviewContext } from '../../../../renderer/send/review-exceptions.ts';
import { message } from '../../electron/sending/message.ts';

const sent = { list: 'Orders', template: 'Shipping delay', customerKey: 'ck1042', firstName: '', campaignName: '' };
const earlier = { id: 7, state: 'accepted', at: 1 } as EntrySummary;
const optOut: ConsentReason = { code: 'optOutOverride', sentence: 'This goes to ck1042 even if they opted out.' };
const duplicate: ConsentReason = { code: 'duplicate', sentence: 'You sent this 4 minutes ago.', earlier };
const production: ConsentReason = { code: 'production', sentence: 'This is real mail: it goes out as Acme.' };
const review = (...reasons: ConsentReason[]): Review => ({
  reasons,
  sent,
  token: 't',
  expiresAt: 1,
  accountName: 'Acme',
  accountKind: 'production',
});
const report = (state: RecipientReport['state'], changes: Partial<RecipientReport> = {}): RecipientReport => ({
  ...{
    state,
    accountId: 'acme',
    customerKey: 'ck1042',
    list: 'Orders',
    name: '',
    address: '',
    subscribed: false,
    sentence: '',
    checkedAt: 1,
  },
  ...changes,
});
const preset = (template: string, command: Preset['command'] = 'customerKey') => ({ name: 'Delay', command, template });
const codes = (of: Review, context: Partial<ReviewContext> = {}): string[] =>
  reviewExceptions(message({}), of, { report: null, preset: null, ...context }).map(({ code }) => code);

test('production alone is not an exception', () => {
  expect(codes(review(production), { report: report('found', { subscribed: true }), preset: preset('shipping  DELAY') })).toEqual([]);
});

test('exceptions are sorted by severity, each with its own text', () => {
  const all = reviewExceptions(message({}), review(production, duplicate, optOut), {
    report: report('notSubscribed'),
    preset: preset('Order confirmation'),
  });
  expect(all.map(({ code }) => code)).toEqual(['optOutOverride', 'duplicate', 'notSubscribed', 'templateChanged']);
  expect(new Set(all.map(({ sentence }) => sentence)).size).toBe(4);
  expect(all.map((one) => one.earlier?.id ?? null)).toEqual([null, 7, null, null]);
  expect(all[2]?.sentence).toBe("ck1042 isn't subscribed to Orders. A send would fail with “Subscriber Not Found”.");
  expect(all[3]?.sentence).toBe('The template was changed: “Delay” was saved with Order confirmation, and this is Shipping delay.');
});

test('a look-up is used only for this contact, account and list', () => {
  expect(codes(review(optOut), { report: report('notFound') })).toEqual(['optOutOverride', 'notFound']);
  for (const of of [
    report('notFound', { customerKey: 'ck1' }),
    report('notFound', { accountId: 'b' }),
    report('notSubscribed', { list: 'B' }),
  ]) {
    expect(codes(review(), { report: of })).toEqual([]);
  }
  expect(codes(review(), { report: report('notSubscribed', { list: 'orders' }) })).toEqual(['notSubscribed']);
  expect(codes(review(), { report: report('unclear') })).toEqual([]);
});

test("a template is compared with the preset's if both are names or both are numbers", () => {
  expect(codes(review(), { preset: preset('12', 'modelIds') })).toEqual([]);
  expect(codes(review(), { preset: preset('') })).toEqual([]);
});

test.each([
  [[production], true, 'Send as Acme'],
  [[], false, 'Send'],
  [[duplicate], false, 'Send again'],
  [[duplicate, production], true, 'Send again'],
  [[optOut, production], true, 'Send despite opt-out'],
  [[optOut, duplicate], true, 'Send again despite opt-out'],
])('the button names what it does: %#', (reasons, isProduction, label) => {
  const exceptions = reviewExceptions(message({}), review(...reasons), { report: null, preset: null });
  expect(confirmLabel(exceptions, { name: 'Acme', isProduction })).toBe(label);
});
