/** Converts rows of the database to entries as the page gets them. */
import * as v from 'valibot';
import { accountKinds } from '../../shared/domain/account.ts';
import { CommandSchema, FormatSchema } from '../../shared/domain/message.ts';
import { causes, outcomes } from '../../shared/domain/outcome.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { boundedColumn, longest } from './bounded-columns.ts';
import { shownText } from '../../shared/base/body-text.ts';
import { recipientKinds } from '../../shared/domain/body-recipient.ts';
import {
  outcomeSources,
  type ResponseBody,
  type EntryDetail,
  type EntrySummary,
  type Header,
  type HistoryItem,
} from '../../shared/domain/entry.ts';

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

const inTable = summaryTexts.map((name) => boundedColumn(name, longest.inTable));

/** SQL columns of a summary. */
export const summaryColumns = [...summaryNumbers, ...inTable].join(', ');

/** SQL columns of a whole entry; the page doesn't need `press_id`. */
export const detailColumns = [
  ...summaryNumbers,
  ...inTable,
  'settled_at',
  'format',
  'respect_optout',
  'snapshot',
  'answer_truncated',
  'body_removed_at',
  // A replacement text would be decoded in the body's own character set, so a too long body is NULL here.
  `CASE WHEN octet_length(answer_body) <= ${longest.inEntry} THEN answer_body END AS answer_body`,
  'octet_length(answer_body) AS answer_bytes',
  ...['command', 'recipient', 'first_name', 'campaign_name', 'method', 'url', 'request_headers', 'request_body', 'contact'].map((name) =>
    boundedColumn(name),
  ),
  ...['answer_headers', 'error_text'].map((name) => boundedColumn(name)),
].join(', ');

/** SQL columns of an item in an entry's history. */
export const historyColumns = ['at', ...['by', 'outcome', 'sentence', 'note'].map((name) => boundedColumn(name))].join(', ');

const flag = v.pipe(
  v.number(),
  v.transform((value) => value !== 0),
);
const headers = v.pipe(v.string(), v.parseJson(), v.array(v.tuple([v.string(), v.string()])));

const SummaryRowSchema = v.object({
  id: v.number(),
  at: v.number(),
  state: v.pipe(v.string(), v.picklist(['sending', ...outcomes])),
  cause: v.nullable(v.pipe(v.string(), v.picklist(causes))),
  account_id: v.string(),
  account_name: v.string(),
  account_kind: v.pipe(v.string(), v.picklist(accountKinds)),
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
  command: v.pipe(v.string(), CommandSchema),
  recipient: v.pipe(v.string(), v.picklist(recipientKinds)),
  first_name: v.string(),
  format: FormatSchema,
  campaign_name: v.string(),
  respect_optout: flag,
  snapshot: flag,
  method: v.string(),
  url: v.string(),
  request_headers: headers,
  request_body: v.nullable(v.string()),
  contact: v.string(),
  answer_headers: headers,
  answer_body: v.nullable(v.instance(Uint8Array)),
  answer_bytes: v.nullable(v.number()),
  answer_truncated: flag,
  error_text: v.string(),
  settled_at: v.nullable(v.number()),
  body_removed_at: v.nullable(v.number()),
});

/** Throws where a row is not one that Keypost wrote. */
export function readSummaryRow(row: unknown): EntrySummary {
  return summaryOf(parse(SummaryRowSchema, row));
}

/** A row that Keypost can't have written: the file is damaged. */
export class DamagedRow extends Error {}

function parse<T>(schema: v.GenericSchema<unknown, T>, row: unknown): T {
  const parsed = v.safeParse(schema, row);
  if (!parsed.success) throw new DamagedRow('a row of the log is damaged');
  return parsed.output;
}

const HistoryRowSchema = v.object({
  at: v.number(),
  by: v.pipe(v.string(), v.picklist(outcomeSources)),
  outcome: v.pipe(v.string(), v.picklist(outcomes)),
  sentence: v.string(),
  note: v.string(),
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
    responseHeaders: row.answer_headers satisfies readonly Header[],
    responseBody: bodyOf(row),
    errorText: row.error_text,
    outcomeAt: row.settled_at,
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

function bodyOf({ answer_body: body, answer_bytes: keptBytes, ...row }: v.InferOutput<typeof DetailRowSchema>): ResponseBody | null {
  if (keptBytes === null) return null;
  const text = body === null ? textOf({ code: 'log.tooLong', params: { bytes: String(keptBytes) } }) : shownText(body, row.answer_headers);
  return { text, keptBytes, truncated: row.answer_truncated };
}
