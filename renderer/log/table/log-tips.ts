/** Tooltips of the log's cells: the full text where it may be cut off, and details that don't fit. */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../../text/account-labels.ts';
import { exactTime } from '../../text/time-text.ts';

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
