/** Between a row of the database and an entry as the page sees it. Pure. */
import * as v from 'valibot';
import { accountKinds } from '../accounts/account.ts';
import { FormatSchema } from '../sending/message.ts';
import { causes, outcomes } from '../sending/outcome.ts';
import { settlers, type AnswerBody, type EntryDetail, type EntrySummary, type Header, type HistoryItem } from './entry.ts';

/** Columns of a summary, in the words of the schema. */
export const summaryColumns = [
  'id',
  'at',
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
  'status',
  'duration_ms',
  'hint',
  'sentence',
].join(', ');

const flag = v.pipe(
  v.number(),
  v.transform((value) => value !== 0),
);
const headers = v.pipe(v.string(), v.parseJson(), v.array(v.tuple([v.string(), v.string()])));

const SummaryRowSchema = v.object({
  id: v.number(),
  at: v.number(),
  state: v.picklist(['sending', ...outcomes]),
  cause: v.nullable(v.picklist(causes)),
  account_id: v.string(),
  account_name: v.string(),
  account_kind: v.picklist(accountKinds),
  list: v.string(),
  template: v.string(),
  customer_key: v.string(),
  preset_id: v.nullable(v.string()),
  preset_name: v.nullable(v.string()),
  status: v.nullable(v.number()),
  duration_ms: v.nullable(v.number()),
  hint: v.string(),
  sentence: v.string(),
});

const DetailRowSchema = v.object({
  ...SummaryRowSchema.entries,
  format: FormatSchema,
  campaign_name: v.string(),
  respect_optout: flag,
  snapshot: flag,
  method: v.string(),
  url: v.string(),
  request_headers: headers,
  answer_headers: headers,
  answer_body: v.nullable(v.instance(Uint8Array)),
  answer_truncated: flag,
  error_text: v.string(),
  settled_at: v.nullable(v.number()),
});

/** Throws where a row is not one that Keypost wrote. */
export function readSummaryRow(row: unknown): EntrySummary {
  return summaryOf(v.parse(SummaryRowSchema, row));
}

const HistoryRowSchema = v.object({
  at: v.number(),
  by: v.picklist(settlers),
  outcome: v.picklist(outcomes),
  sentence: v.string(),
  note: v.string(),
});

/** Throws where a row is not one that Keypost wrote. */
export const readHistoryRow = (row: unknown): HistoryItem => v.parse(HistoryRowSchema, row);

/** Throws where a row is not one that Keypost wrote. */
export function readDetailRow(value: unknown, history: readonly HistoryItem[]): EntryDetail {
  const row = v.parse(DetailRowSchema, value);
  return {
    ...summaryOf(row),
    format: row.format,
    campaignName: row.campaign_name,
    respectOptout: row.respect_optout,
    snapshot: row.snapshot,
    method: row.method,
    url: row.url,
    requestHeaders: row.request_headers satisfies readonly Header[],
    answerHeaders: row.answer_headers satisfies readonly Header[],
    answerBody: bodyOf(row.answer_body, row.answer_truncated),
    errorText: row.error_text,
    settledAt: row.settled_at,
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

function bodyOf(bytes: Uint8Array | null, truncated: boolean): AnswerBody | null {
  if (bytes === null) return null;
  return { text: new TextDecoder('utf-8').decode(bytes), keptBytes: bytes.byteLength, truncated };
}
