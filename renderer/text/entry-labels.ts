/** Texts of the log screen. */
import type { EntryState, EntrySummary, Format, OutcomeSource } from '../../electron/shared/ipc/contract.ts';
import { momentTime } from './time-text.ts';

export const stateLabels: Readonly<Record<EntryState, string>> = {
  sending: 'Sending',
  accepted: 'Accepted',
  rejected: 'Rejected',
  'not sent': 'Not sent',
  unknown: 'Unknown',
};

/** "Accepted, ck1042, 24 Nov 2026, 14:02:11": announced when moving from entry to entry. */
export const entryText = ({ state, customerKey, at }: Pick<EntrySummary, 'state' | 'customerKey' | 'at'>): string =>
  [stateLabels[state], customerKey, momentTime(at)].join(', ');

export const formatLabels: Readonly<Record<Format, string>> = { 1: 'Plain text', 2: 'HTML', 99: 'MIME' };

/** Who gave an entry its outcome. */
export const resolverLabels: Readonly<Record<OutcomeSource, string>> = {
  send: 'The send itself',
  start: 'Keypost, at its next start',
  api: 'WhatCounts, when asked',
  person: 'A person',
};

/** "Keypost is still preparing its search: 1,200 sends are not searched yet." */
export const waitingText = (waiting: number): string =>
  `Keypost is still preparing its search, so searches and filters may miss some sends. Changes to go: ${number.format(waiting)}.`;

const number = new Intl.NumberFormat('en');

/** "1 send", "12,480 sends", "3 sends found", "No sends found"; empty for an empty log, which has its own text. */
export function countText(total: number, filtered: boolean): string {
  if (total === 0) return filtered ? 'No sends found' : '';
  return `${number.format(total)} ${total === 1 ? 'send' : 'sends'}${filtered ? ' found' : ''}`;
}
