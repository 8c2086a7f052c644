/** Names of periods. All times are in the computer's time zone. */
import { periodName, startOfDay, type Period } from './period.ts';
import { clockTime } from '../../text/time-text.ts';

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
