/** When a desk sends: mostly on working days, by the hour of the day, and more from year to year. */
import type { Seeded } from './seeded.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** The last day of the log, a Friday, in UTC; the first one is three years before. */
const lastDay = Date.UTC(2026, 10, 20);
const days = 3 * 365;

/** Traffic of each weekday relative to a Monday, Sunday first. */
const weekdays = [0.02, 1, 0.92, 0.88, 0.9, 0.7, 0.05] as const;

/** Traffic by the hour, from 6 to 18 o'clock UTC: it rises until 11, dips at noon and falls from 16 o'clock on. */
const hours = [1, 3, 7, 10, 11, 9, 6, 9, 10, 8, 5, 2, 1] as const;
const firstHour = 6;
const hoursInAll = hours.reduce((sum, weight) => sum + weight, 0);

/** Moments of `count` presses in milliseconds since 1970, oldest first. */
export function* pressTimes(count: number, random: Seeded): Generator<number> {
  const weights = Array.from({ length: days }, (_, day) => weightOf(day, random));
  const inAll = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  let made = 0;
  for (const [day, weight] of weights.entries()) {
    passed += weight;
    const due = day === days - 1 ? count : Math.round((count * passed) / inAll);
    yield* timesOfDay(startOf(day), due - made, random);
    made = due;
  }
}

const startOf = (day: number): number => lastDay - (days - 1 - day) * dayMs;

function weightOf(day: number, random: Seeded): number {
  const growth = 1 + (1.5 * day) / days;
  const weekday = weekdays[new Date(startOf(day)).getUTCDay()] ?? 0;
  return growth * weekday * (0.75 + random.next() / 2);
}

function timesOfDay(start: number, count: number, random: Seeded): number[] {
  return Array.from({ length: count }, () => start + timeOfDay(random)).sort((a, b) => a - b);
}

function timeOfDay(random: Seeded): number {
  let rest = random.next() * hoursInAll;
  let hour = 0;
  for (const weight of hours) {
    if (rest < weight) break;
    rest -= weight;
    hour++;
  }
  return (firstHour + Math.min(hour, hours.length - 1)) * hourMs + random.whole(0, hourMs - 1);
}
