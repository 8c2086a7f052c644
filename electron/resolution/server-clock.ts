/**
 * Learns by how much the clock of a server differs from UTC, from sends of this log that were accepted and the SENT events of
 * their contacts. The API's dates name no zone, so without this an event says nothing about when it was. Pure.
 */
import type { WallClock } from '../whatcounts/api-dates.ts';
import { minuteMs, hourMs } from '../shared/base/time-units.ts';

/** Zones of the world: multiples of 15 minutes between these. */
const zoneStepMs = 15 * minuteMs;
export const westernmost = -12 * hourMs;
export const easternmost = 14 * hourMs;

/** The two clocks may be this far apart. */
export const toleranceMs = minuteMs;
/**
 * An event comes at most so long after its press. How soon it does is not documented; with the tolerance this stays below 15
 * minutes, so that one event and one send never fit two zones.
 */
export const maxDelayMs = 10 * minuteMs;
/** One fit proves nothing: any event at all fits some zone of a send of the same day, three times out of four. */
const minFits = 2;

/** When a request was with the server: from the moment it left until its outcome, in milliseconds since 1970. */
export interface SendWindow {
  from: number;
  to: number;
}

/** What is known of one contact on one list. */
export interface Reading {
  /** Sends that WhatCounts answered as accepted. */
  accepted: readonly SendWindow[];
  events: readonly WallClock[];
}

/** Milliseconds by which events come after their requests left (`min`) and ended (`max`), the difference of the two clocks included. */
export interface Lag {
  min: number;
  max: number;
}

/** The server's clock: milliseconds that its zone is ahead of UTC, and how its events lie beside the sends that taught it. */
export interface ServerClock {
  offset: number;
  lag: Lag;
}

/** `few`: too little to learn from; `several`: more than one zone fits; `conflict`: none fits all. */
export type Learned = { clock: ServerClock; why?: never } | { clock: null; why: 'few' | 'several' | 'conflict' };

/** Only the one offset that every send with any event in reach agrees on, and at least two with events of their own. */
export function learnOffset(readings: readonly Reading[]): Learned {
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

/** The zones in which one of the events is that of this send. */
function possibleOffsets(window: SendWindow, events: readonly WallClock[]): Set<number> {
  const offsets = events.map((event) => Math.floor((event - window.from + toleranceMs) / zoneStepMs) * zoneStepMs);
  return new Set(
    offsets.filter((offset, index) => {
      const event = (events[index] ?? 0) - offset;
      return isWithin(event, window) && offset >= westernmost && offset <= easternmost;
    }),
  );
}

/** Of the sends that have an event of their own, how it lies beside them. */
function lagsOf({ accepted, events }: Reading, offset: number): Lag[] {
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
