/** Between a row of the database and an entry as the page sees it. Pure. */
import * as v from 'valibot';
import { accountKinds } from '../accounts/account.ts';
import { CommandSchema, FormatSchema } from '../sending/message.ts';
import { causes, outcomes } from '../sending/outcome.ts';
import { shownText } from '../shared/base/body-text.ts';
import { recipientKinds } from '../whatcounts/contact-body.ts';
import { settlers, type AnswerBody, type EntryDetail, type EntrySummary, type Header, type HistoryItem } from './entry.ts';

/**
 * Text comes as bytes: libsql ends the whole process when it has to make a string of bytes that are no UTF-8, and a damaged
 * file may hold such.
 */
export const asBytes = (column: string): string => `CAST(${column} AS BLOB) AS ${column}`;
const columns = (numbers: readonly string[], texts: readonly string[]): string => [...numbers, ...texts.map(asBytes)].join(', ');

const summaryNumbers = ['id', 'at', 'status', 'duration_ms'] as const;
const summaryTexts = [
  'state',
  'cause',
  'account_id',
  'account_name',
  'account_kind',
  'list',
  'template',
  'customer_key',
  'preset_id',
  'preset_name',
  'hint',
  'sentence',
] as const;

/** Columns of a summary, in the words of the schema. */
export const summaryColumns = columns(summaryNumbers, summaryTexts);

/** Columns of a whole entry; `press_id` is no business of the page. */
export const detailColumns = columns(
  [...summaryNumbers, 'settled_at', 'format', 'respect_optout', 'snapshot', 'answer_body', 'answer_truncated', 'body_removed_at'],
  [
    ...summaryTexts,
    'command',
    'recipient',
    'first_name',
    'campaign_name',
    'method',
    'url',
    'request_headers',
    'request_body',
    'contact',
    'answer_headers',
    'error_text',
  ],
);

/** Columns of an outcome in an entry's history. */
export const historyColumns = columns(['at'], ['by', 'outcome', 'sentence', 'note']);

/** As it is written; bytes that are no UTF-8 are shown as such. libsql gives bytes in one form or the other. */
export const text = v.pipe(
  v.union([v.string(), v.instance(Uint8Array), v.instance(ArrayBuffer)]),
  v.transform((value) => (typeof value === 'string' ? value : new TextDecoder().decode(value))),
);

const flag = v.pipe(
  v.number(),
  v.transform((value) => value !== 0),
);
const headers = v.pipe(text, v.parseJson(), v.array(v.tuple([v.string(), v.string()])));

const SummaryRowSchema = v.object({
  id: v.number(),
  at: v.number(),
  state: v.pipe(text, v.picklist(['sending', ...outcomes])),
  cause: v.nullable(v.pipe(text, v.picklist(causes))),
  account_id: text,
  account_name: text,
  account_kind: v.pipe(text, v.picklist(accountKinds)),
  list: text,
  template: text,
  customer_key: text,
  preset_id: v.nullable(text),
  preset_name: v.nullable(text),
  status: v.nullable(v.number()),
  duration_ms: v.nullable(v.number()),
  hint: text,
  sentence: text,
});

const DetailRowSchema = v.object({
  ...SummaryRowSchema.entries,
  command: v.pipe(text, CommandSchema),
  recipient: v.pipe(text, v.picklist(recipientKinds)),
  first_name: text,
  format: FormatSchema,
  campaign_name: text,
  respect_optout: flag,
  snapshot: flag,
  method: text,
  url: text,
  request_headers: headers,
  request_body: v.nullable(text),
  contact: text,
  answer_headers: headers,
  answer_body: v.nullable(
    v.pipe(
      v.union([v.instance(Uint8Array), v.instance(ArrayBuffer)]),
      v.transform((bytes) => new Uint8Array(bytes)),
    ),
  ),
  answer_truncated: flag,
  error_text: text,
  settled_at: v.nullable(v.number()),
  body_removed_at: v.nullable(v.number()),
});

/** Throws where a row is not one that Keypost wrote. */
export function readSummaryRow(row: unknown): EntrySummary {
  return summaryOf(parse(SummaryRowSchema, row));
}

/** A row that Keypost did not write like that: the file is damaged. */
export class DamagedRow extends Error {}

function parse<T>(schema: v.GenericSchema<unknown, T>, row: unknown): T {
  const parsed = v.safeParse(schema, row);
  if (!parsed.success) throw new DamagedRow('a row of the log is damaged');
  return parsed.output;
}

const HistoryRowSchema = v.object({
  at: v.number(),
  by: v.pipe(text, v.picklist(settlers)),
  outcome: v.pipe(text, v.picklist(outcomes)),
  sentence: text,
  note: text,
});

/** Throws where a row is not one that Keypost wrote. */
export const readHistoryRow = (row: unknown): HistoryItem => parse(HistoryRowSchema, row);

/** Throws where a row is not one that Keypost wrote. */
export function readDetailRow(value: unknown, history: readonly HistoryItem[]): EntryDetail {
  const row = parse(DetailRowSchema, value);
  return {
    ...summaryOf(row),
    command: row.command,
    recipient: row.recipient,
    firstName: row.first_name,
    format: row.format,
    campaignName: row.campaign_name,
    respectOptout: row.respect_optout,
    snapshot: row.snapshot,
    method: row.method,
    url: row.url,
    requestHeaders: row.request_headers satisfies readonly Header[],
    requestBody: row.request_body,
    contact: row.contact,
    answerHeaders: row.answer_headers satisfies readonly Header[],
    answerBody: bodyOf(row.answer_body, row.answer_headers, row.answer_truncated),
    errorText: row.error_text,
    settledAt: row.settled_at,
    bodyRemovedAt: row.body_removed_at,
    history,
  };
}

function summaryOf(row: v.InferOutput<typeof SummaryRowSchema>): EntrySummary {
  return {
    id: row.id,
    at: row.at,
    state: row.state,
    cause: row.cause,
    accountId: row.account_id,
    accountName: row.account_name,
    accountKind: row.account_kind,
    list: row.list,
    template: row.template,
    customerKey: row.customer_key,
    presetId: row.preset_id,
    presetName: row.preset_name,
    status: row.status,
    durationMs: row.duration_ms,
    hint: row.hint,
    sentence: row.sentence,
  };
}

function bodyOf(bytes: Uint8Array | null, answerHeaders: readonly Header[], truncated: boolean): AnswerBody | null {
  if (bytes === null) return null;
  return { text: shownText(bytes, answerHeaders), keptBytes: bytes.byteLength, truncated };
}
