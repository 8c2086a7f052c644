/** An entry as rows of names and values. */
import type { EntryDetail, Header } from '../../electron/bridge/contract.ts';
import type { Fact } from '../ui/facts.ts';
import { formatWords } from './entry-words.ts';
import { durationWords, exactTime } from './time-words.ts';

const given = (label: string, value: string | null, rest: Partial<Fact> = {}): Fact[] => (value ? [{ label, value, ...rest }] : []);

export const messageFacts = (entry: EntryDetail): readonly Fact[] => [
  { label: 'Customer key', value: entry.customerKey, mono: true, copy: true },
  { label: 'List', value: entry.list },
  { label: 'Template', value: entry.template },
  ...given('Preset', entry.presetName),
  { label: 'Format', value: formatWords[entry.format] },
  ...given('Campaign name', entry.campaignName),
  { label: 'Respect opt-out', value: entry.respectOptout ? 'Yes' : 'No' },
  { label: 'Email snapshot', value: entry.snapshot ? 'Yes' : 'No' },
];

export const answerFacts = (entry: EntryDetail): readonly Fact[] => [
  { label: 'Status', value: entry.status === null ? 'None came' : String(entry.status) },
  ...given('Error', entry.errorText, { copy: true }),
];

export const timeFacts = (entry: EntryDetail): readonly Fact[] => [
  { label: 'Send pressed', value: exactTime(entry.at) },
  ...given('Settled', entry.settledAt === null ? null : exactTime(entry.settledAt)),
  ...given('Duration', entry.durationMs === null ? null : durationWords(entry.durationMs)),
];

/** One `Name: value` a line, as they went over the wire. */
export const headerLines = (headers: readonly Header[]): string => headers.map(([name, value]) => `${name}: ${value}`).join('\n');
