/** An entry as rows of names and values. */
import { sendCommands, supportsQuery, type EntryDetail, type Header, type RecipientKind } from '../../../electron/shared/ipc/contract.ts';
import type { Fact } from '../../ui/facts.ts';
import { formatLabels } from '../../text/entry-labels.ts';
import { durationText, exactTime } from '../../text/time-text.ts';

const given = (label: string, value: string | null, rest: Partial<Fact> = {}): Fact[] => (value ? [{ label, value, ...rest }] : []);

/** A message's own fields, as it will be sent or as it was sent. */
export interface MessageContent extends Pick<EntryDetail, 'command' | 'list' | 'format' | 'campaignName' | 'respectOptout' | 'snapshot'> {
  /** The subject line, if there is no template. */
  template: string;
}

const recipientText: Readonly<Record<RecipientKind, string>> = { customerKey: 'Customer key', email: 'E-mail', contactId: 'Contact id' };

/** Rows for the fields that identify the contact. */
const recipientFacts = (kind: RecipientKind, name: string, firstName: string): readonly Fact[] => [
  { label: recipientText[kind], value: name, mono: true, copy: true },
  ...given('First name', firstName),
];

/** Rows for what is sent and how. Only the fields that the command has are listed. */
export const contentFacts = (message: MessageContent): readonly Fact[] => [
  ...(message.command === 'customerKey' ? [] : [{ label: 'Sent by', value: sendCommands[message.command].label }]),
  { label: 'List', value: message.list },
  { label: sendCommands[message.command].hasTemplate ? 'Template' : 'Subject line', value: message.template },
  { label: 'Format', value: formatLabels[message.format] },
  ...given('Campaign name', message.campaignName),
  ...(supportsQuery(message.command, 'respectOptout') ? [{ label: 'Respect opt-out', value: message.respectOptout ? 'Yes' : 'No' }] : []),
  ...(supportsQuery(message.command, 'snapshot') ? [{ label: 'Email snapshot', value: message.snapshot ? 'Yes' : 'No' }] : []),
];

export const messageFacts = (entry: EntryDetail): readonly Fact[] => [
  ...recipientFacts(entry.recipient, entry.customerKey, entry.firstName),
  ...given('Contact', entry.contact),
  ...given('Preset', entry.presetName),
  ...contentFacts(entry),
];

export const responseFacts = (entry: EntryDetail): readonly Fact[] => [
  { label: 'Status', value: entry.status === null ? 'None came' : String(entry.status) },
  // Leave out what the sentence above already contains.
  ...given('Error', entry.sentence.includes(entry.errorText) ? '' : entry.errorText, { copy: true }),
];

export const timeFacts = (entry: EntryDetail): readonly Fact[] => [
  { label: 'Send pressed', value: exactTime(entry.at) },
  ...given('Settled', entry.outcomeAt === null ? null : exactTime(entry.outcomeAt)),
  ...given('Duration', entry.durationMs === null ? null : durationText(entry.durationMs)),
];

/** One `Name: value` per line, as on the wire. */
export const headerLines = (headers: readonly Header[]): string => headers.map(([name, value]) => `${name}: ${value}`).join('\n');

/** A request as on the wire, except for its line breaks. */
export const requestText = (method: string, url: string, headers: readonly Header[], body: string): string =>
  `${method} ${url}\n\n${headerLines(headers)}${body === '' ? '' : `\n\n${body}`}`;
