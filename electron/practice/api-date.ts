/** Dates as the API writes and takes them (WhatCounts support: Get All Lists; Report Contact Events by Contact ID). */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Formatted as `Jun 17, 2016 12:54:44 PM`. The API's dates have no time zone; the practice realm uses UTC. */
export function apiDate(date: Date): string {
  const hour = date.getUTCHours();
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** Midnight of `yyyy-mm-dd` in milliseconds since 1970; `null` if it isn't a valid date. */
export function readDay(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  // Date.parse may turn February 30 into March 2.
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(text) ? null : at;
}
