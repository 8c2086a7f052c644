/** Times as the log words them. All in the computer's own time zone, 24 hours, English like the rest of the app. */

const dayMs = 86_400_000;
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

/** Start of the local day, counted so that a day with a clock change is still one day. */
const dayNumber = (ms: number): number => {
  const at = new Date(ms);
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / dayMs);
};

/** "14:02:11". */
export const timeOfDay = (at: number): string => second.format(at);

/** "14:02" today, "Mon 14:02" within the last week, else the date; a date of another year names it. */
export function rowTime(at: number, now: number): string {
  const daysAgo = dayNumber(now) - dayNumber(at);
  if (daysAgo === 0) return clock.format(at);
  if (daysAgo > 0 && daysAgo < 7) return `${weekday.format(at)} ${clock.format(at)}`;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? date : dateOfYear).format(at);
}

/** "24 Nov 2026, 14:02:11": for what stays true however much later it is read. */
export const momentTime = (at: number): string => moment.format(at);

/** To the millisecond and with the offset from UTC, so that it can be compared with a server's own log. */
export function exactTime(at: number): string {
  return exact.format(at);
}

/** "184 ms", "1.2 s", "2 min 5 s". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
