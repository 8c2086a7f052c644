/** Periods to filter by and their names, in the computer's time zone and starting at the beginning of a day. */
import { clockTime } from '../../text/time-text.ts';

/** From the first moment (inclusive) to the second (exclusive), in milliseconds since 1970; `null` means no limit. */
export interface Period {
  readonly from: number | null;
  readonly to: number | null;
}

/** Midnight of the day that is this many days after the day of `at`, or its first moment if it has no midnight. */
export function startOfDay(at: number, days = 0): number {
  const day = new Date(at);
  return midnight(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

const startOfMonth = (at: number, months = 0): number => {
  const day = new Date(at);
  return midnight(day.getFullYear(), day.getMonth() + months, 1);
};

/** Written so that the years 0 to 99 aren't taken for 1900 to 1999. */
function midnight(year: number, month: number, day: number): number {
  const at = new Date(2000, 0, 1);
  at.setFullYear(year, month, day);
  return at.getTime();
}

const days = (first: number, behind: number) => (now: number) => ({ from: startOfDay(now, first), to: startOfDay(now, behind) });
const months = (first: number, behind: number) => (now: number) => ({ from: startOfMonth(now, first), to: startOfMonth(now, behind) });

export const periods = [
  { name: 'Today', at: days(0, 1) },
  { name: 'Yesterday', at: days(-1, 0) },
  { name: 'Last 7 days', at: days(-6, 1) },
  { name: 'Last 30 days', at: days(-29, 1) },
  { name: 'This month', at: months(0, 1) },
  { name: 'Last month', at: months(-1, 0) },
] as const satisfies readonly { name: string; at: (now: number) => Period }[];
export type PeriodName = (typeof periods)[number]['name'];

/** The name of a period as of today; the first one if several fit. */
export function periodName(period: Period, now: number): PeriodName | null {
  const known = periods.find(({ at }) => at(now).from === period.from && at(now).to === period.to);
  return known?.name ?? null;
}

/** The first moment of a date input's day (`2026-11-24`, or empty); `null` if there is none. */
export function readDay(text: string, days = 0): number | null {
  const [, year, month, day] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const at = midnight(Number(year), Number(month) - 1, Number(day) + days);
  return Number.isSafeInteger(at) ? at : null;
}

/** The value of a date input for the day that contains the moment. */
export function writeDay(at: number | null): string {
  if (at === null) return '';
  const day = new Date(at);
  const year = String(day.getFullYear()).padStart(4, '0');
  return `${year}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/** The period from the beginning of one day to the end of another, given as values of date inputs, or the reason why it is invalid. */
export function customPeriod(first: string, last: string): { period: Period; error: string } {
  const period = { from: readDay(first), to: readDay(last, 1) };
  const turned = period.from !== null && period.to !== null && period.from >= period.to;
  return { period, error: turned ? 'The last day is before the first one.' : '' };
}

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const isDayStart = (at: number): boolean => startOfDay(at) === at;
const moment = (at: number): string => `${date.format(at)}, ${clockTime(at)}`;

/** "Today", "24 Nov 2026", "2 Nov 2026 – 24 Nov 2026", "since 2 Nov 2026", "24 Nov 2026, 14:00 – 15:00"; empty for all time. */
export function periodText(period: Period, now: number): string {
  const { from, to } = period;
  const known = periodName(period, now);
  if (known !== null) return known;
  if (from === null && to === null) return '';
  if (to === null) return `since ${from !== null && isDayStart(from) ? date.format(from) : moment(from ?? 0)}`;
  if (from === null) return `until ${isDayStart(to) ? date.format(to - 1) : moment(to)}`;
  if (isDayStart(from) && isDayStart(to)) return between(date.format(from), date.format(to - 1));
  const sameDay = startOfDay(from) === startOfDay(to - 1);
  return between(moment(from), sameDay ? clockTime(to) : moment(to));
}

const between = (first: string, last: string): string => (first === last ? first : `${first} – ${last}`);
