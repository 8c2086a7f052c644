/** What is told of a cell of the log on which the mouse rests: all of what may be cut off, and what there is no room for. Pure. */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../../text/account-labels.ts';
import { exactTime } from '../../text/time-text.ts';

const tips: Readonly<Record<string, (entry: EntrySummary) => string>> = {
  // The row's mark, which has no room for words, stands before its time.
  time: ({ at, accountName, accountKind }) => `${exactTime(at)}, ${accountName} (${kindLabels[accountKind]})`,
  outcome: ({ sentence }) => sentence,
  account: ({ accountName, accountKind }) => `${accountName} (${kindLabels[accountKind]})`,
  list: ({ list }) => list,
  template: ({ template }) => template,
  customerKey: ({ customerKey }) => customerKey,
  preset: ({ presetName }) => presetName ?? '',
};

/** Empty where there is nothing more to say. */
export const tipOf = (entry: EntrySummary, column: string): string => tips[column]?.(entry) ?? '';
