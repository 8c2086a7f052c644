/**
 * Times as the log shows them: in the computer's time zone, 24 hours, English like the rest of the app. When clocks are set back, an hour
 * occurs twice: then a time includes its offset from UTC, because it would be ambiguous without it.
 */
import { minuteMs, hourMs, dayMs } from '../../electron/shared/base/time-units.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const second = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dateOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const exact = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'shortOffset',
});

const offset = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' });

/** Clocks are set back by an hour almost everywhere; where the date line moved, by a day. */
const longestRepeatMs = 26 * hourMs;

/** Minutes that the computer's clock is behind UTC. */
const behindUtc = (at: number): number => new Date(at).getTimezoneOffset();

/** Whether the computer's clock shows the same date and time at another moment, too. */
function comesTwice(at: number): boolean {
  const own = behindUtc(at);
  return [at - longestRepeatMs, at + longestRepeatMs].some((near) => {
    const other = behindUtc(near);
    return other !== own && behindUtc(at + (other - own) * minuteMs) === other;
  });
}

/** " GMT+1" in an hour that occurs twice, otherwise empty. */
export function offsetText(at: number): string {
  if (!comesTwice(at)) return '';
  const name = offset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return ` ${name}`;
}

/** "14:02", which may be ambiguous. */
export const clockText = (at: number): string => clock.format(at);

/** "14:02", with the offset if it would be ambiguous. */
export const clockTime = (at: number): string => clockText(at) + offsetText(at);

/** The number of the local day since 1970, so that a day with a clock change still counts as one day. */
const dayNumber = (ms: number): number => {
  const at = new Date(ms);
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / dayMs);
};

/** "14:02:11". */
export const timeOfDay = (at: number): string => second.format(at) + offsetText(at);

/** "14:02" today, "Mon 14:02" within the last week, else "17 Nov 14:02"; a date of another year names it. */
export const rowTime = (at: number, now: number): string => rowDate(at, now) + clockTime(at);

/** The text before the time of day, including the space; empty today. */
export function rowDate(at: number, now: number): string {
  const daysAgo = dayNumber(now) - dayNumber(at);
  if (daysAgo === 0) return '';
  if (daysAgo > 0 && daysAgo < 7) return `${weekday.format(at)} `;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? date : dateOfYear).format(at)} `;
}

/** "24 Nov 2026, 14:02:11": for texts that stay correct however much later they are read. */
export const momentTime = (at: number): string => moment.format(at) + offsetText(at);

/** With milliseconds and the offset from UTC, so that it can be compared with a server's log. */
export function exactTime(at: number): string {
  return exact.format(at);
}

/** "184 ms", "1.2 s", "2 min 5 s". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * "just now", "9 min", "3 h" up to half a day, then as in the log. A moment in the future means that the clock was set back: "just now".
 */
export function agoText(at: number, now: number): string {
  const ms = now - at;
  if (ms < minuteMs) return 'just now';
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < 12 * hourMs) return `${Math.floor(ms / hourMs)} h`;
  return rowTime(at, now);
}
