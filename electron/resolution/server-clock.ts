/**
 * Learns how far a server's clock is ahead of UTC, from accepted sends in this log and the SENT events of their contacts. The API's
 * dates name no time zone, so without this the time of an event is unknown.
 */
import type { WallClock } from '../whatcounts/api-dates.ts';
import { minuteMs, hourMs } from '../shared/base/time-units.ts';

/** The world's time zones are multiples of 15 minutes between these two. */
const zoneStepMs = 15 * minuteMs;
export const westernmost = -12 * hourMs;
export const easternmost = 14 * hourMs;

/** How far the two clocks may be apart. */
export const toleranceMs = minuteMs;
/**
 * The longest time between a press and its event. The real delay is not documented; with the tolerance this stays below 15 minutes,
 * so that one event and one send never fit two zones.
 */
export const maxDelayMs = 10 * minuteMs;
/** One fit proves nothing: three out of four arbitrary events fit a send of the same day in some zone. */
const minFits = 2;

/** The time in which the server had a request: from hand-over until its outcome, in milliseconds since 1970. */
export interface SendWindow {
  from: number;
  to: number;
}

/** What is known of one contact on one list. */
export interface ClockReading {
  /** Sends with an accepted response. */
  accepted: readonly SendWindow[];
  events: readonly WallClock[];
}

/** Milliseconds from the start (`min`) and end (`max`) of a send to its event, including the difference between the two clocks. */
export interface Lag {
  min: number;
  max: number;
}

/** The server's clock: the milliseconds its zone is ahead of UTC, and the lag of events after the sends it was learned from. */
export interface ServerClock {
  offset: number;
  lag: Lag;
}

/** `few`: not enough sends to learn from; `several`: more than one zone fits; `conflict`: none fits all of them. */
export type Learned = { clock: ServerClock; why?: never } | { clock: null; why: 'few' | 'several' | 'conflict' };

/** The one offset that fits every send with an event in reach, provided that at least two sends have an event of their own. */
export function learnOffset(readings: readonly ClockReading[]): Learned {
  const fits = readings
    .flatMap(({ accepted, events }) => accepted.map((window) => possibleOffsets(window, events)))
    .filter((offsets) => offsets.size > 0);
  const [first, ...others] = fits;
  if (first === undefined) return { clock: null, why: 'few' };
  const common = [...first].filter((offset) => others.every((offsets) => offsets.has(offset)));
  const [offset] = common;
  if (offset === undefined) return { clock: null, why: 'conflict' };
  if (common.length > 1) return { clock: null, why: 'several' };
  const lags = readings.flatMap((reading) => lagsOf(reading, offset));
  if (lags.length < minFits) return { clock: null, why: 'few' };
  const lag = { min: Math.min(...lags.map(({ min }) => min)), max: Math.max(...lags.map(({ max }) => max)) };
  return { clock: { offset, lag } };
}

const isWithin = (event: number, { from, to }: SendWindow): boolean => event >= from - toleranceMs && event <= to + maxDelayMs;

/** The offsets at which one of the events may belong to this send. */
function possibleOffsets(window: SendWindow, events: readonly WallClock[]): Set<number> {
  const offsets = events.map((event) => Math.floor((event - window.from + toleranceMs) / zoneStepMs) * zoneStepMs);
  return new Set(
    offsets.filter((offset, index) => {
      const event = (events[index] ?? 0) - offset;
      return isWithin(event, window) && offset >= westernmost && offset <= easternmost;
    }),
  );
}

/** The lags of the sends that have an event of their own. */
function lagsOf({ accepted, events }: ClockReading, offset: number): Lag[] {
  const free = events.map((event) => event - offset).sort((a, b) => a - b);
  const lags: Lag[] = [];
  for (const window of [...accepted].sort((a, b) => a.from - b.from)) {
    const index = free.findIndex((event) => isWithin(event, window));
    if (index === -1) continue;
    const [event = 0] = free.splice(index, 1);
    lags.push({ min: event - window.from, max: event - window.to });
  }
  return lags;
}
