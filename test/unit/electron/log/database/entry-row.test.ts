import { describe, expect, test } from 'vitest';
import { readDetailRow, readSummaryRow, summaryColumns } from '../../../../../electron/log/database/entry-row.ts';
import { newEntry, openLog } from '../a-log.ts';
import { causes, outcomes } from '../../../../../electron/shared/domain/outcome.ts';

const bytesOf = (value: unknown): number | null => (value instanceof Uint8Array || typeof value === 'string' ? value.length : null);

const row = (changes: Record<string, unknown> = {}) => ({
  id: 7,
  press_id: 'p1',
  at: 1_764_000_000_000,
  settled_at: 1_764_000_000_012,
  body_removed_at: null,
  state: 'accepted',
  cause: 'answer',
  account_id: 'acme',
  account_name: 'Acme production',
  account_kind: 'production',
  preset_id: null,
  preset_name: null,
  list: 'Orders',
  template: 'Shipping delay',
  customer_key: 'ck1042',
  format: 99,
  campaign_name: '',
  respect_optout: 1,
  snapshot: 0,
  method: 'POST',
  url: 'https://mail.acme.example/',
  request_headers: '[["Host","mail.acme.example"]]',
  command: 'email',
  recipient: 'email',
  first_name: 'Ada',
  request_body: '{}',
  contact: '',
  status: 200,
  answer_headers: '[]',
  answer_body: Buffer.from('0'),
  // Counted like in SQLite.
  answer_bytes: 'answer_body' in changes ? bytesOf(changes['answer_body']) : 1,
  answer_truncated: 0,
  error_text: '',
  hint: '',
  sentence: 'Accepted.',
  duration_ms: 12,
  ...changes,
});

describe('a row', () => {
  test('becomes a summary', () => {
    expect(readSummaryRow(row())).toEqual({
      id: 7,
      at: 1_764_000_000_000,
      state: 'accepted',
      cause: 'answer',
      accountId: 'acme',
      accountName: 'Acme production',
      accountKind: 'production',
      list: 'Orders',
      template: 'Shipping delay',
      customerKey: 'ck1042',
      presetId: null,
      presetName: null,
      status: 200,
      durationMs: 12,
      hint: '',
      sentence: 'Accepted.',
    });
  });

  test('becomes a whole entry with its summary and without its press', () => {
    const entry = readDetailRow(row(), []);
    expect(entry).toEqual({
      ...readSummaryRow(row()),
      command: 'email',
      recipient: 'email',
      firstName: 'Ada',
      format: 99,
      campaignName: '',
      respectOptout: true,
      snapshot: false,
      method: 'POST',
      url: 'https://mail.acme.example/',
      requestHeaders: [['Host', 'mail.acme.example']],
      requestBody: '{}',
      contact: '',
      responseHeaders: [],
      responseBody: { text: '0', keptBytes: 1, truncated: false },
      errorText: '',
      outcomeAt: 1_764_000_000_012,
      bodyRemovedAt: null,
      history: [],
    });
  });

  test('needs no more than its columns to become a summary', () => {
    const log = openLog();
    log.begin(newEntry());
    const columns = Object.keys(Object(log.database.prepare(`SELECT ${summaryColumns} FROM entry`).get()) as object);
    const known = Object.entries(row()).filter(([name]) => columns.includes(name));
    expect(known).toHaveLength(columns.length);
    expect(readSummaryRow(Object.fromEntries(known))).toEqual(readSummaryRow(row()));
  });

  test.each(['sending', ...outcomes])('may be %s', (state) => {
    expect(readSummaryRow(row({ state })).state).toBe(state);
  });

  test.each([null, ...causes])('may have the cause %s', (cause) => {
    expect(readSummaryRow(row({ cause })).cause).toBe(cause);
  });

  test.each([
    ['nothing', null, null],
    ['an empty body', Buffer.alloc(0), { text: '', keptBytes: 0, truncated: false }],
    ['umlauts', Buffer.from('größer'), { text: 'größer', keptBytes: 8, truncated: false }],
    ['what is no text', Buffer.from([0x30, 0xff]), { text: '0ÿ', keptBytes: 2, truncated: false }],
  ])('shows the body of %s', (_, bytes, body) => {
    expect(readDetailRow(row({ answer_body: bytes }), []).responseBody).toEqual(body);
  });

  test('shows that a body was truncated', () => {
    expect(readDetailRow(row({ answer_truncated: 1 }), []).responseBody?.truncated).toBe(true);
  });
});

describe('a row that Keypost did not write is refused', () => {
  test.each([
    ['no row', undefined],
    ['null', null],
    ['a list', []],
    ['an unknown state', row({ state: 'lost' })],
    ['an unknown cause', row({ cause: 'moon' })],
    ['an unknown kind of account', row({ account_kind: 'staging' })],
    ['a number for a name', row({ list: 7 })],
    ['a missing column', { ...row(), hint: undefined }],
    ['text for a number', row({ status: '200' })],
  ])('as a summary: %s', (_, value) => {
    expect(() => readSummaryRow(value)).toThrow();
    expect(() => readDetailRow(value, [])).toThrow();
  });

  test.each([
    ['an unknown format', row({ format: 3 })],
    ['headers that are no JSON', row({ request_headers: '[[' })],
    ['headers of another shape', row({ answer_headers: '[["Host"]]' })],
    ['headers that are no text', row({ answer_headers: '{"Host":"a"}' })],
    ['a body that is text', row({ answer_body: '0' })],
  ])('as a whole entry: %s', (_, value) => {
    expect(() => readDetailRow(value, [])).toThrow();
  });
});
