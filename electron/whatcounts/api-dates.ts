/** Dates as the API writes and takes them. None carries a zone: what they say is the wall clock of a server. Pure. */
import { dayMs } from '../shared/base/time-units.ts';

/**
 * A wall clock's time in milliseconds, counted as if its zone were UTC. Subtract the zone's offset from UTC to get
 * milliseconds since 1970.
 */
export type WallClock = number;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const named = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/;
const numbered = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?$/;

/**
 * The three forms that are seen: `Jun 17, 2016 12:54:44 PM` (WhatCounts support: Get All Lists), `Mar 03, 2025 16:47:32 PM`
 * with a 24-hour clock and PM all the same (API: Rest Get Template by ID), and `2020-01-13 08:46:48.11` (Get Snapshot Images
 * for Contact by Customer Key). `null` for anything else, and for days and hours that don't exist.
 */
export function readApiDate(text: string): WallClock | null {
  const trimmed = text.trim();
  const words = named.exec(trimmed);
  if (words) {
    const [, month = '', day, year, hour, minute, second, half] = words;
    const hours = hourOf(Number(hour), half === 'PM');
    return hours === null ? null : wallClock([Number(year), months.indexOf(month), Number(day), hours, Number(minute), Number(second), 0]);
  }
  const numbers = numbered.exec(trimmed);
  if (!numbers) return null;
  const [, year, month, day, hour, minute, second, fraction = ''] = numbers;
  const ms = Number(fraction.padEnd(3, '0'));
  return wallClock([Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms]);
}

/** Both clocks, told apart by the hour: 13 to 23 and 0 stand only on one of 24 hours, which still names the half of the day. */
function hourOf(hour: number, afternoon: boolean): number | null {
  if (hour > 12) return afternoon ? hour : null;
  if (hour === 0) return afternoon ? null : 0;
  if (hour === 12) return afternoon ? 12 : 0;
  return afternoon ? hour + 12 : hour;
}

type DateParts = [year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number];

function wallClock(parts: DateParts): WallClock | null {
  const date = new Date(Date.UTC(...parts));
  const read = [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return read.every((value, index) => value === parts[index]) ? date.getTime() : null;
}

/** The day of a moment in UTC, `days` later, as a query takes it: `yyyy-mm-dd` (WhatCounts support: Report Contact Events by Contact ID). */
export function apiDay(at: number, days: number): string {
  return new Date(at + days * dayMs).toISOString().slice(0, 10);
}
