/** Time cut where the computer's own hours, days, weeks and months begin. Pure. */
import type { LogActivity } from '../../shared/domain/log-query.ts';
import { minuteMs, hourMs } from '../../shared/base/time-units.ts';

export type CalendarUnit = LogActivity['unit'];

export const mostBars = 150;

/** Fewest milliseconds of one unit, clock changes included. */
const shortest: Readonly<Record<CalendarUnit, number>> = {
  hour: hourMs,
  day: 23 * hourMs,
  week: 167 * hourMs,
  month: 28 * 24 * hourMs - hourMs,
};

/** The finest unit that needs no more than `most` bars from `first` to `last`, in milliseconds since 1970. */
export function unitFor(first: number, last: number, most = mostBars): CalendarUnit {
  const units = ['hour', 'day', 'week'] as const;
  return units.find((unit) => (last - first) / shortest[unit] + 2 <= most) ?? 'month';
}

/** Where the unit that `at` lies in begins. Weeks begin on Monday. */
export function beginningOf(unit: CalendarUnit, at: number): number {
  const date = new Date(at);
  if (unit === 'hour') return at - (date.getMinutes() * minuteMs + date.getSeconds() * 1000 + date.getMilliseconds());
  const day = unit === 'month' ? 1 : unit === 'week' ? date.getDate() - ((date.getDay() + 6) % 7) : date.getDate();
  return new Date(date.getFullYear(), date.getMonth(), day).getTime();
}

/** Where the next unit begins. */
export function nextBeginning(unit: CalendarUnit, beginning: number): number {
  if (unit === 'hour') return beginning + hourMs;
  const date = new Date(beginning);
  const days = { day: 1, week: 7, month: 0 }[unit];
  return new Date(date.getFullYear(), date.getMonth() + (unit === 'month' ? 1 : 0), date.getDate() + days).getTime();
}

/** A clock that was wrong by centuries must not keep Keypost counting. */
const mostBeginnings = 5000;

/** The beginnings of all units from the one that holds `first` to the one behind that of `last`. */
export function beginnings(unit: CalendarUnit, first: number, last: number): number[] {
  const all = [beginningOf(unit, first)];
  for (let at = all[0] ?? first; at <= last && all.length < mostBeginnings;) {
    at = nextBeginning(unit, at);
    all.push(at);
  }
  return all;
}
