import { describe, expect, test } from 'vitest';
import type { EntrySummary } from '../../../../electron/shared/domain/entry.ts';
import { Consents, type ConsentScope } from '../../../../electron/sending/consent.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';

const subject = (changes: Partial<ConsentScope['message']> = {}): ConsentScope => ({
  account: { id: 'acme', name: 'Acme', kind: 'production', siteUrl: 'https://a.example', realm: 'acme', clientName: '' },
  message: checkedMessage({ format: 1, respectOptout: false, ...changes }),
  reasons: [{ code: 'optOutOverride', sentence: 'Even if they opted out.' }],
});

const still = { now: () => 0, elapsed: () => 0 };

const earlier = (changes: Partial<EntrySummary> = {}) => ({ id: 7, state: 'accepted', ...changes }) as EntrySummary;
const duplicate = (entry: EntrySummary): ConsentScope => ({
  ...subject(),
  reasons: [{ code: 'duplicate', sentence: 'You sent this.', earlier: entry }],
});

describe('Consents', () => {
  test('a token is valid once', () => {
    const consents = new Consents(still);
    const { token } = consents.issue(subject());
    expect(consents.redeem(token, subject())).toBe(true);
    expect(consents.redeem(token, subject())).toBe(false);
  });

  test.each([
    ['another key', { customerKey: 'ck1043' }],
    ['another list', { list: 'Notices' }],
    ['another template', { template: 'Refund' }],
    ['another format', { format: 2 as const }],
    ['another campaign', { campaignName: 'x' }],
    ['a snapshot', { snapshot: true }],
    ['another command', { command: 'modelNames' as const }],
    ['another kind of name', { recipient: 'email' as const }],
    ['another first name', { firstName: 'Ada' }],
    ['another body', { body: '{}' }],
    ['people who opted out or not', { respectOptout: true }],
  ])('a token does not count for %s, and is used up', (_, changes) => {
    const consents = new Consents(still);
    const { token } = consents.issue(subject());
    expect(consents.redeem(token, subject(changes))).toBe(false);
    expect(consents.redeem(token, subject())).toBe(false);
  });

  test('nor for another account or for reasons that were not shown', () => {
    const consents = new Consents(still);
    expect(consents.redeem(consents.issue(subject()).token, { ...subject(), account: { ...subject().account, id: 'other' } })).toBe(false);
    expect(consents.redeem(consents.issue({ ...subject(), reasons: [] }).token, subject())).toBe(false);
  });

  test.each([
    { siteUrl: 'https://other.example' },
    { realm: 'other' },
    { name: 'Other' },
    { kind: 'test' as const },
    { clientName: 'crm' },
  ])('nor for an account that was changed in the meantime: %o', (changes) => {
    const consents = new Consents(still);
    const { token } = consents.issue(subject());
    expect(consents.redeem(token, { ...subject(), account: { ...subject().account, ...changes } })).toBe(false);
  });

  test('the practice realm stays the same account when its address changes', () => {
    const consents = new Consents(still);
    const practice = (siteUrl: string): ConsentScope => ({ ...subject(), account: { ...subject().account, kind: 'practice', siteUrl } });
    expect(consents.redeem(consents.issue(practice('http://127.0.0.1:1')).token, practice('http://127.0.0.1:2'))).toBe(true);
    const other = { ...practice('http://127.0.0.1:1'), account: { ...practice('http://127.0.0.1:1').account, id: 'other' } };
    expect(consents.redeem(consents.issue(practice('http://127.0.0.1:1')).token, other)).toBe(false);
  });

  test('names that look alike when joined are different messages', () => {
    const consents = new Consents(still);
    const { token } = consents.issue(subject({ list: 'a","b', template: 'c' }));
    expect(consents.redeem(token, subject({ list: 'a', template: 'b","c' }))).toBe(false);
  });

  test('a consent to one duplicate does not cover another one, nor the same one with another outcome', () => {
    const consents = new Consents(still);
    expect(consents.redeem(consents.issue(duplicate(earlier())).token, duplicate(earlier({ id: 8 })))).toBe(false);
    expect(consents.redeem(consents.issue(duplicate(earlier())).token, duplicate(earlier({ state: 'unknown' })))).toBe(false);
    expect(consents.redeem(consents.issue(duplicate(earlier())).token, duplicate(earlier()))).toBe(true);
  });

  test('a consent to one reason does not cover another', () => {
    const consents = new Consents(still);
    const production: ConsentScope = { ...subject(), reasons: [{ code: 'production', sentence: 'Even if they opted out.' }] };
    expect(consents.redeem(consents.issue(subject()).token, production)).toBe(false);
    const both: ConsentScope = { ...subject(), reasons: [...production.reasons, ...subject().reasons] };
    expect(consents.redeem(consents.issue(subject()).token, both)).toBe(false);
    expect(consents.redeem(consents.issue(both).token, both)).toBe(true);
  });

  test("a token can't be guessed: 24 random bytes, in characters that are safe in a form", () => {
    const consents = new Consents(still);
    const tokens = Array.from({ length: 20 }, () => consents.issue(subject()).token);
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/);
  });

  test('an invented token is not valid', () => {
    expect(new Consents(still).redeem('x'.repeat(32), subject())).toBe(false);
  });

  test.each(['now', 'elapsed'] as const)('a token expires after two minutes by the clock %s', (clock) => {
    const at = { now: 1_000_000, elapsed: 1000 };
    const consents = new Consents({ now: () => at.now, elapsed: () => at.elapsed });
    const first = consents.issue(subject());
    expect(first.expiresAt).toBe(at.now + 120_000);
    at[clock] += 119_999;
    expect(consents.redeem(first.token, subject())).toBe(true);
    const second = consents.issue(subject());
    at[clock] += 120_000;
    expect(consents.redeem(second.token, subject())).toBe(false);
  });

  test('a clock that is set back does not extend a token', () => {
    const at = { now: 1_000_000, elapsed: 0 };
    const consents = new Consents({ now: () => at.now, elapsed: () => at.elapsed });
    const { token } = consents.issue(subject());
    at.now -= 3_600_000;
    at.elapsed += 120_000;
    expect(consents.redeem(token, subject())).toBe(false);
  });
});
