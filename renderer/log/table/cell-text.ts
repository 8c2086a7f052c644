/** Texts of the log's cells that contain nothing but text, and the tooltips of all. */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { durationText, exactTime } from '../../text/time-text.ts';
import { kindLabels } from '../../text/account-labels.ts';

const cellTexts: Readonly<Record<string, (entry: EntrySummary) => string>> = {
  list: ({ list }) => list,
  template: ({ template }) => template,
  customerKey: ({ customerKey }) => customerKey,
  preset: ({ presetName }) => presetName ?? '',
  status: ({ status }) => String(status ?? '–'),
  duration: ({ durationMs }) => (durationMs === null ? '–' : durationText(durationMs)),
};

/** Empty for a column that contains more than text. */
export const cellText = (entry: EntrySummary, column: string): string => cellTexts[column]?.(entry) ?? '';

/** The full text where it may be cut off, and details that don't fit. */
const tips: Readonly<Record<string, (entry: EntrySummary) => string>> = {
  // The account's mark has no room for text and stands before the time.
  time: ({ at, accountName, accountKind }) => `${exactTime(at)}, ${accountName} (${kindLabels[accountKind]})`,
  outcome: ({ sentence }) => sentence,
  account: ({ accountName, accountKind }) => `${accountName} (${kindLabels[accountKind]})`,
  list: ({ list }) => list,
  template: ({ template }) => template,
  customerKey: ({ customerKey }) => customerKey,
  preset: ({ presetName }) => presetName ?? '',
};

/** Empty if there is nothing to add. */
export const tipOf = (entry: EntrySummary, column: string): string => tips[column]?.(entry) ?? '';
