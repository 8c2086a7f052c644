/** The parts of an entry that are indexed. */
import * as v from 'valibot';
import { CommandSchema } from '../../shared/domain/message.ts';
import { sendCommands } from '../../shared/domain/send-commands.ts';
import { boundedColumn, longest } from '../database/bounded-columns.ts';
import { DamagedRow } from '../database/entry-row.ts';
import type { FacetValue } from './facets.ts';
import { indexed } from './search-terms.ts';

/** Bytes of a response body that are indexed: error pages have their message near the beginning. */
const indexedBodyBytes = 32 * 1024;

const texts = [
  'command',
  'state',
  'account_id',
  'account_name',
  'account_kind',
  'list',
  'template',
  'customer_key',
  'campaign_name',
  'error_text',
];
const nullableTexts = ['preset_id', 'preset_name'];

const bodyStart = `CASE WHEN octet_length(answer_body) <= ${longest.inEntry} THEN substr(answer_body, 1, ${indexedBodyBytes}) END`;

export const indexedColumns = [
  'id',
  'at',
  'status',
  `${bodyStart} AS body`,
  ...[...texts, ...nullableTexts].map((name) => boundedColumn(name, name === 'error_text' ? longest.inEntry : longest.inTable)),
].join(', ');

const RowSchema = v.object({
  id: v.number(),
  at: v.number(),
  status: v.nullable(v.number()),
  body: v.nullable(
    v.pipe(
      v.instance(Uint8Array),
      v.transform((bytes) => new TextDecoder().decode(bytes)),
    ),
  ),
  command: v.pipe(v.string(), CommandSchema),
  state: v.string(),
  account_id: v.string(),
  account_name: v.string(),
  account_kind: v.string(),
  list: v.string(),
  template: v.string(),
  customer_key: v.string(),
  campaign_name: v.string(),
  error_text: v.string(),
  preset_id: v.nullable(v.string()),
  preset_name: v.nullable(v.string()),
});
export type IndexedEntry = v.InferOutput<typeof RowSchema>;

/** Throws `DamagedRow` where a row is not one that Keypost wrote. */
export function readIndexedEntry(row: unknown): IndexedEntry {
  const parsed = v.safeParse(RowSchema, row);
  if (!parsed.success) throw new DamagedRow('a row of the log is damaged');
  return parsed.output;
}

/** For a message without a template, the log stores the subject line in its place. */
const hasTemplate = ({ command }: IndexedEntry): boolean => sendCommands[command].hasTemplate;
const templateOf = (entry: IndexedEntry): string => (hasTemplate(entry) ? entry.template : '');

/** The subject line of a message without a template, otherwise empty. It may be different in every message. */
export const subjectOf = (entry: IndexedEntry): string => (hasTemplate(entry) ? '' : entry.template);

/** The facets that are columns of `fact`. */
export function factFacets(entry: IndexedEntry): Record<'state' | 'account' | 'kind' | 'list' | 'template' | 'preset', FacetValue> {
  return {
    state: { kind: 'state', key: entry.state, label: entry.state },
    account: { kind: 'account', key: entry.account_id, label: entry.account_name },
    kind: { kind: 'kind', key: entry.account_kind, label: entry.account_kind },
    list: { kind: 'list', key: entry.list, label: entry.list },
    template: { kind: 'template', key: templateOf(entry), label: templateOf(entry) },
    preset: { kind: 'preset', key: entry.preset_id ?? '', label: entry.preset_name ?? '' },
  };
}

/** The status of the response as a facet that is only searched; `null` where there is none. */
export const statusFacet = ({ status }: IndexedEntry): FacetValue | null =>
  status === null ? null : { kind: 'status', key: String(status), label: String(status) };

/** The campaign as a facet that is only searched; `null` where there is none. */
export const campaignFacet = ({ campaign_name: name }: IndexedEntry): FacetValue | null =>
  name === '' ? null : { kind: 'campaign', key: name, label: name };

/** The text that is searched besides the key and the facets. */
export const searchedText = (entry: IndexedEntry): string => indexed(`${entry.error_text}\n${entry.body ?? ''}`);
