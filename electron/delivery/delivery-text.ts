/** Texts for what the delivery status can't show. */
import { textOf } from '../shared/i18n/text.ts';
import { readSendResponse } from '../whatcounts/send-response.ts';
import type { NoPages } from '../whatcounts/read-pages.ts';
import { isOfWhatCounts } from '../whatcounts/response-class.ts';
import { noResponseText, refusalText } from '../whatcounts/read-failure-text.ts';

export interface EventNotesInput {
  inUtc: boolean;
  /** Whether the number of the entry's list is known; if not, events of all lists are shown. */
  listKnown: boolean;
  whole: boolean;
  count: number;
  /** How many of these name no list. */
  withoutList: number;
}

export function eventNotes({ inUtc, listKnown, whole, count, withoutList }: EventNotesInput): readonly string[] {
  const notes: string[] = [];
  if (count === 0) notes.push('No events since then. How soon they appear is not documented, so this proves nothing.');
  else notes.push('These are the events of this contact, not of one message: another message may have caused them.');
  if (count > 0) notes.push(inUtc ? 'Times are in UTC.' : "Times are by the server's clock; WhatCounts names no zone.");
  if (!listKnown) notes.push('The number of the list could not be read, so events of all lists are shown.');
  if (listKnown && withoutList > 0)
    notes.push(`${withoutList} of them ${withoutList === 1 ? 'names' : 'name'} no list, and may belong to another one.`);
  if (!whole) notes.push('There are more events than could be read.');
  return notes;
}

export interface SnapshotNotesInput {
  /** Whether the message was sent with one. */
  wanted: boolean;
  count: number;
  ofOtherTemplates: number;
  ofOthers: number;
}

export function snapshotNotes({ wanted, count, ofOtherTemplates, ofOthers }: SnapshotNotesInput): readonly string[] {
  const notes: string[] = [];
  if (count > 0) notes.push('A snapshot may be of an earlier message with the same template.');
  else if (wanted) notes.push('No snapshot of this template yet. How soon one appears is not documented.');
  if (ofOtherTemplates > 0) notes.push(`Not shown: ${ofOtherTemplates} of other templates.`);
  if (ofOthers > 0) notes.push(`Not shown: ${ofOthers} of other contacts than the requested one.`);
  return notes;
}

export const otherContactText = 'WhatCounts responded with another contact than the requested one, so its events are not shown.';

export const unnamedContactText =
  'The response does not name its contact, and WhatCounts may have read this customer key as the number of another one, so its events are not shown.';

const subjects = { events: 'The events', snapshots: 'Snapshots' } as const;

interface UnreadInput {
  read: NoPages;
  host: string;
  practice: boolean;
}

export function unreadText(what: keyof typeof subjects, { read, host, practice }: UnreadInput): string {
  const start = `${subjects[what]} couldn't be read:`;
  if (read.kind === 'failed') return `${start} ${textOf(noResponseText(read, host, 'read'))}`;
  const { response } = read;
  const { status } = response;
  const errorText = readSendResponse(response).errorText;
  const facts = errorText === '' ? String(status) : `${status} "${errorText}"`;
  if (status === 404 && isOfWhatCounts(response)) {
    return what === 'snapshots'
      ? `No snapshots could be read (${facts}). A realm may not keep them; what a 404 means here is not documented.`
      : `${start} WhatCounts knows no such contact, or none any more (${facts}).`;
  }
  const refusal = refusalText(response, { host, practice }, 'read', true);
  return refusal === null ? `${start} ${host} responded 200, but with nothing that could be read.` : `${start} ${textOf(refusal)}`;
}

export const unnamedText =
  "WhatCounts can't be asked about the delivery of this message: its events are found by customer key, and this message had none.";
export const notSentText = 'This message did not leave this computer, so there is nothing to check.';
export const sendingText = 'This message has no outcome yet. Ask when it has one.';
export const entryRemovedText = (name: string): string => `The account ${name} was removed, so WhatCounts can't be asked as it.`;
export const withoutSecretText = (sentence: string): string => `WhatCounts was not asked. ${sentence}`;
export const accountMovedText = (builtIn: boolean, name: string): string =>
  builtIn
    ? 'The practice realm has restarted since this send and no longer knows what it sent.'
    : `${name} has another site or realm now than this message went to, so asking it proves nothing.`;
