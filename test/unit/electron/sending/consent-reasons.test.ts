import { describe, expect, test } from 'vitest';
import type { EntrySummary } from '../../../../electron/shared/domain/entry.ts';
import { consentReasons, type ConsentFacts } from '../../../../electron/sending/consent-reasons.ts';

const now = 1_764_000_000_000;
const minuteMs = 60_000;
const earlier = (msAgo: number, state: EntrySummary['state'] = 'accepted') =>
  ({ id: 7, at: now - msAgo, state, status: state === 'rejected' ? 502 : null }) as EntrySummary;

const reasons = (changes: Partial<ConsentFacts> = {}) =>
  consentReasons({
    account: { name: 'Acme', kind: 'test', reviewSends: true },
    message: { customerKey: 'ck1042', respectOptout: true },
    earlier: null,
    now,
    ...changes,
  });
const sentences = (changes: Partial<ConsentFacts>) => reasons(changes).map(({ sentence }) => sentence);

test('an ordinary message needs no consent', () => {
  expect(reasons()).toEqual([]);
});

test('sending to people who opted out needs a consent that names the recipient, whatever the account', () => {
  const sentence = 'This goes to ck1042 even if they opted out. Only for messages they need, such as an order confirmation.';
  const message = { customerKey: 'ck1042', respectOptout: false };
  expect(reasons({ message })).toEqual([{ code: 'optOutOverride', sentence }]);
  expect(sentences({ message, account: { name: 'Acme', kind: 'production', reviewSends: false } })).toEqual([sentence]);
});

test('a production account is reviewed unless its setting turns that off; other kinds are not', () => {
  expect(reasons({ account: { name: 'Acme', kind: 'production', reviewSends: true } })).toEqual([
    { code: 'production', sentence: 'This is real mail: it goes out as Acme.' },
  ]);
  expect(reasons({ account: { name: 'Acme', kind: 'production', reviewSends: false } })).toEqual([]);
  expect(reasons({ account: { name: 'Acme', kind: 'practice', reviewSends: true } })).toEqual([]);
});

test('all reasons are listed, the duplicate first', () => {
  const all = reasons({
    account: { name: 'Acme', kind: 'production', reviewSends: true },
    message: { customerKey: 'ck1042', respectOptout: false },
    earlier: earlier(0),
  });
  expect(all.map(({ code }) => code)).toEqual(['duplicate', 'production', 'optOutOverride']);
});

describe('a duplicate', () => {
  test('carries the earlier entry', () => {
    expect(reasons({ earlier: earlier(5) })).toMatchObject([{ code: 'duplicate', earlier: { id: 7 } }]);
  });

  test.each([
    [0, 'less than a minute ago'],
    [59_999, 'less than a minute ago'],
    [minuteMs, '1 minute ago'],
    [4 * minuteMs + 20_000, '4 minutes ago'],
    [60 * minuteMs, '1 hour ago'],
    [60 * minuteMs - 1, '59 minutes ago'],
    [48 * 60 * minuteMs - 1, '47 hours ago'],
    [48 * 60 * minuteMs, '2 days ago'],
    [49 * 60 * minuteMs, '2 days ago'],
    [-5 * minuteMs, 'recently'],
  ])('%d ms before is described', (ms, when) => {
    expect(sentences({ earlier: earlier(ms) })).toEqual([`You sent this ${when}, and it was accepted. Send it again?`]);
  });

  test.each([
    ['unknown', 'its outcome is unknown: it may have been sent'],
    ['sending', 'it has no outcome in the log yet'],
    ['rejected', 'the server responded with 502: it may have been sent all the same'],
  ] as const)('that is %s names that state', (state, text) => {
    expect(sentences({ earlier: earlier(minuteMs, state) })[0]).toContain(text);
  });

  test('that was rejected without a status, as in an older log, is described as well', () => {
    const rejected = { ...earlier(minuteMs, 'rejected'), status: null };
    expect(sentences({ earlier: rejected })[0]).toContain('the server responded with no status');
  });
});
