/** Dates in the API's formats. They have no time zone: they give the wall-clock time of a server. */
import { dayMs } from '../shared/base/time-units.ts';

/**
 * A wall-clock time in milliseconds, as if its zone were UTC. Subtract the zone's offset from UTC to get milliseconds
 * since 1970.
 */
export type WallClock = number;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const named = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/;
const numbered = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?$/;

/**
 * Reads the three known formats: `Jun 17, 2016 12:54:44 PM` (WhatCounts support: Get All Lists), `Mar 03, 2025 16:47:32 PM`
 * with a 24-hour clock and PM all the same (API: Rest Get Template by ID), and `2020-01-13 08:46:48.11` (Get Snapshot Images
 * for Contact by Customer Key). `null` for anything else, and for days and hours that don't exist.
 */
export function readApiDate(text: string): WallClock | null {
  const trimmed = text.trim();
  const match = named.exec(trimmed);
  if (match) {
    const [, month = '', day, year, hour, minute, second, half] = match;
    const hours = hourOf(Number(hour), half === 'PM');
    return hours === null ? null : wallClock([Number(year), months.indexOf(month), Number(day), hours, Number(minute), Number(second), 0]);
  }
  const numbers = numbered.exec(trimmed);
  if (!numbers) return null;
  const [, year, month, day, hour, minute, second, fraction = ''] = numbers;
  const ms = Number(fraction.padEnd(3, '0'));
  return wallClock([Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms]);
}

/** Reads hours of 12-hour and 24-hour clocks. Only a 24-hour clock has 0 and 13 to 23, and it still adds AM or PM. */
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

/** The UTC date `days` after a time, formatted for a query: `yyyy-mm-dd` (WhatCounts support: Report Contact Events by Contact ID). */
export function apiDay(at: number, days: number): string {
  return new Date(at + days * dayMs).toISOString().slice(0, 10);
}
