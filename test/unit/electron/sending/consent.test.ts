import { describe, expect, test } from 'vitest';
import { Consents, type ConsentSubject } from '../../../../electron/sending/consent.ts';

const subject = (changes: Partial<ConsentSubject['parts']> = {}): ConsentSubject => ({
  accountId: 'acme',
  parts: {
    list: 'Orders',
    template: 'Shipping delay',
    customerKey: 'ck1042',
    format: 1,
    campaignName: '',
    respectOptout: false,
    snapshot: false,
    ...changes,
  },
  reasons: [{ code: 'optOutOverride', sentence: 'Even if they opted out.' }],
});

describe('Consents', () => {
  test('a token counts once', () => {
    const consents = new Consents(() => 0);
    const { token } = consents.ask(subject());
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
  ])('a token does not count for %s, and is used up', (_, changes) => {
    const consents = new Consents(() => 0);
    const { token } = consents.ask(subject());
    expect(consents.redeem(token, subject(changes))).toBe(false);
    expect(consents.redeem(token, subject())).toBe(false);
  });

  test('nor for another account, nor for reasons that were not shown', () => {
    const consents = new Consents(() => 0);
    expect(consents.redeem(consents.ask(subject()).token, { ...subject(), accountId: 'other' })).toBe(false);
    expect(consents.redeem(consents.ask({ ...subject(), reasons: [] }).token, subject())).toBe(false);
  });

  test('names that look alike when joined are told apart', () => {
    const consents = new Consents(() => 0);
    const { token } = consents.ask(subject({ list: 'a","b', template: 'c' }));
    expect(consents.redeem(token, subject({ list: 'a', template: 'b","c' }))).toBe(false);
  });

  test('a token is gone after two minutes', () => {
    let now = 1000;
    const consents = new Consents(() => now);
    const first = consents.ask(subject());
    now = first.expiresAt - 1;
    expect(consents.redeem(first.token, subject())).toBe(true);
    const second = consents.ask(subject());
    expect(second.expiresAt - now).toBe(120_000);
    now = second.expiresAt;
    expect(consents.redeem(second.token, subject())).toBe(false);
  });
});
