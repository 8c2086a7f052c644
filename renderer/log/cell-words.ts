/** What the cells of the log say that are words and no more. Pure. */
import type { EntrySummary } from '../../electron/bridge/contract.ts';
import { durationWords, rowTime } from './time-words.ts';

/** What the time is; read only where words depend on it. */
interface Clock {
  readonly now: number;
}

const words: Readonly<Record<string, (entry: EntrySummary, clock: Clock) => string>> = {
  time: ({ at }, { now }) => rowTime(at, now),
  list: ({ list }) => list,
  template: ({ template }) => template,
  customerKey: ({ customerKey }) => customerKey,
  preset: ({ presetName }) => presetName ?? '',
  status: ({ status }) => String(status ?? '–'),
  duration: ({ durationMs }) => (durationMs === null ? '–' : durationWords(durationMs)),
};

/** Empty for a column that is more than words. */
export const cellWords = (entry: EntrySummary, column: string, clock: Clock): string => words[column]?.(entry, clock) ?? '';
