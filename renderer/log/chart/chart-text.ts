/** Texts of the activity chart. All times are in the computer's time zone. */
import type { EntryState, LogActivity, OutcomeCounts, ActivityBar } from '../../../electron/shared/ipc/contract.ts';
import { stateLabels } from '../../text/entry-labels.ts';
import { clockTime } from '../../text/time-text.ts';

type Unit = LogActivity['unit'];

/** In the order in which they are listed. */
export const namedStates: readonly EntryState[] = ['accepted', 'not sent', 'rejected', 'unknown', 'sending'];

export const chartTitles: Readonly<Record<Unit, string>> = {
  hour: 'Sends per hour',
  day: 'Sends per day',
  week: 'Sends per week',
  month: 'Sends per month',
};

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options);
const day = format({ day: 'numeric', month: 'short' });
const dayOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
const weekday = format({ weekday: 'short' });
const month = format({ month: 'short', year: 'numeric' });
const number = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const yearOf = (at: number): number => new Date(at).getFullYear();
const date = (at: number, now: number): string => (yearOf(at) === yearOf(now) ? day : dayOfYear).format(at);

const totalOf = (counts: OutcomeCounts): number => namedStates.reduce((sum, state) => sum + counts[state], 0);

/** "12,480", "12.5K": the second where there is little room. */
export const fullNumber = (count: number): string => number.format(count);
export const shortNumber = (count: number): string => short.format(count);

/** "Tue 24 Nov, 14:00–15:00", "Tue 24 Nov", "Week of 23 Nov", "Nov 2026"; with the year if it isn't the current one. */
export function barTime({ from, to }: ActivityBar, unit: Unit, now: number): string {
  if (unit === 'month') return month.format(from);
  if (unit === 'week') return `Week of ${date(from, now)}`;
  const name = `${weekday.format(from)} ${date(from, now)}`;
  return unit === 'day' ? name : `${name}, ${clockTime(from)}–${clockTime(to)}`;
}

/** "41 sends, 38 accepted, 2 rejected, 1 unknown"; "no sends". */
export function countsText(counts: OutcomeCounts): string {
  const total = totalOf(counts);
  if (total === 0) return 'no sends';
  const parts = namedStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${number.format(counts[state])} ${stateLabels[state].toLowerCase()}`);
  return [`${number.format(total)} ${total === 1 ? 'send' : 'sends'}`, ...parts].join(', ');
}

export const barName = (bar: ActivityBar, unit: Unit, now: number): string => `${barTime(bar, unit, now)}: ${countsText(bar.counts)}`;

/** The label below a bar: "14:00", with the date where a day begins; "24 Nov"; "Nov 2026". */
export function tickText({ from }: ActivityBar, unit: Unit, now: number): string {
  if (unit === 'month') return month.format(from);
  if (unit === 'hour' && new Date(from).getHours() !== 0) return clockTime(from);
  return date(from, now);
}
