/** Texts about what the log keeps. */
import type { Forecast, KeepRules, Settings } from '../../electron/shared/ipc/contract.ts';

export type KeepName = keyof KeepRules;

export const keepRulesOf = ({ keepEntriesDays, keepEntriesMegabytes, keepBodiesDays, keepBodiesMegabytes }: Settings): KeepRules => ({
  keepEntriesDays,
  keepEntriesMegabytes,
  keepBodiesDays,
  keepBodiesMegabytes,
});

export const removesNothing = ({ entries, bodies }: Forecast): boolean => entries === 0 && bodies === 0;

const numbers = new Intl.NumberFormat('en-GB');
const sendsText = (count: number): string => (count === 1 ? '1 send' : `${numbers.format(count)} sends`);
const bodyText = (count: number): string =>
  count === 1 ? 'the response body of 1 send' : `the response bodies of ${numbers.format(count)} sends`;

/** Limits by size give estimates. */
export function forecastText({ entries, bodies }: Forecast): string {
  if (bodies === 0) return `The limits then remove about ${sendsText(entries)} from the log, the oldest first.`;
  if (entries === 0) return `The limits then remove ${bodyText(bodies)}, the oldest first. The sends and their outcomes stay.`;
  return `The limits then remove about ${sendsText(entries)} from the log, the oldest first, and ${bodyText(bodies)}.`;
}
