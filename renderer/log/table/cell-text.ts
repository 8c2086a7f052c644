/** Texts of the log's cells that contain nothing but text. */
import type { EntrySummary } from '../../../electron/shared/ipc/contract.ts';
import { durationText } from '../../text/time-text.ts';

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
