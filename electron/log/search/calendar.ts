/** Divides time into hours, days, weeks and months in the computer's time zone. */
import type { LogActivity } from '../../shared/domain/log-query.ts';
import { minuteMs, hourMs } from '../../shared/base/time-units.ts';

export type CalendarUnit = LogActivity['unit'];

export const maxBars = 150;

/** The shortest duration of each unit in milliseconds, including daylight-saving changes. */
const minDuration: Readonly<Record<CalendarUnit, number>> = {
  hour: hourMs,
  day: 23 * hourMs,
  week: 167 * hourMs,
  month: 28 * 24 * hourMs - hourMs,
};

/** The finest unit that needs no more than `most` bars from `first` to `last`, in milliseconds since 1970. */
export function unitFor(first: number, last: number, most = maxBars): CalendarUnit {
  const units = ['hour', 'day', 'week'] as const;
  return units.find((unit) => (last - first) / minDuration[unit] + 2 <= most) ?? 'month';
}

/** The start of the unit that contains `at`. Weeks begin on Monday. */
export function startOf(unit: CalendarUnit, at: number): number {
  const date = new Date(at);
  if (unit === 'hour') return at - (date.getMinutes() * minuteMs + date.getSeconds() * 1000 + date.getMilliseconds());
  const day = unit === 'month' ? 1 : unit === 'week' ? date.getDate() - ((date.getDay() + 6) % 7) : date.getDate();
  return new Date(date.getFullYear(), date.getMonth(), day).getTime();
}

/** The start of the next unit. */
export function nextStart(unit: CalendarUnit, beginning: number): number {
  if (unit === 'hour') return beginning + hourMs;
  const date = new Date(beginning);
  const days = { day: 1, week: 7, month: 0 }[unit];
  return new Date(date.getFullYear(), date.getMonth() + (unit === 'month' ? 1 : 0), date.getDate() + days).getTime();
}

/** A limit, in case a clock was wrong by centuries. */
const maxStarts = 5000;

/** The starts of all units from the one that contains `first` to the one after that of `last`. */
export function startsBetween(unit: CalendarUnit, first: number, last: number): number[] {
  const all = [startOf(unit, first)];
  for (let at = all[0] ?? first; at <= last && all.length < maxStarts;) {
    at = nextStart(unit, at);
    all.push(at);
  }
  return all;
}
