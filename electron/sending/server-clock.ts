/**
 * Learns by how much the clock of a server differs from UTC, from sends of this log that were accepted and the SENT events of
 * their contacts. The API's dates name no zone, so without this an event says nothing about when it was. Pure.
 */
import type { WallClock } from '../whatcounts/api-dates.ts';

const minuteMs = 60_000;
/** Zones of the world: multiples of 15 minutes between these. */
const step = 15 * minuteMs;
export const westernmost = -12 * 60 * minuteMs;
export const easternmost = 14 * 60 * minuteMs;

/** The two clocks may be this far apart. */
export const toleranceMs = minuteMs;
/**
 * An event comes at most so long after its press. How soon it does is not documented; with the tolerance this stays below 15
 * minutes, so that one event and one send never fit two zones.
 */
export const delayMs = 10 * minuteMs;
/** One fit proves nothing: any event at all fits some zone of a send of the same day, three times out of four. */
const wanted = 2;

/** What is known of one contact on one list. */
export interface Reading {
  /** Presses of the sends that WhatCounts answered as accepted, in milliseconds since 1970. */
  accepted: readonly number[];
  events: readonly WallClock[];
}

/** `few`: too little to learn from; `several`: more than one zone fits; `conflict`: none fits all. */
export type Learned = { offset: number; why?: never } | { offset: null; why: 'few' | 'several' | 'conflict' };

/** Only the one offset that every send with any event in reach agrees on, and at least two with events of their own. */
export function learnOffset(readings: readonly Reading[]): Learned {
  const fits = readings
    .flatMap(({ accepted, events }) => accepted.map((at) => offsetsOf(at, events)))
    .filter((offsets) => offsets.size > 0);
  const [first, ...others] = fits;
  if (first === undefined) return { offset: null, why: 'few' };
  const common = [...first].filter((offset) => others.every((offsets) => offsets.has(offset)));
  const [offset] = common;
  if (offset === undefined) return { offset: null, why: 'conflict' };
  if (common.length > 1) return { offset: null, why: 'several' };
  const found = readings.reduce((sum, reading) => sum + pairs(reading, offset), 0);
  return found >= wanted ? { offset } : { offset: null, why: 'few' };
}

/** The zones in which one of the events is that of this press. */
function offsetsOf(at: number, events: readonly WallClock[]): Set<number> {
  const offsets = events.map((event) => Math.floor((event - at + toleranceMs) / step) * step);
  return new Set(
    offsets.filter((offset, index) => {
      const delay = (events[index] ?? 0) - offset - at;
      return delay <= delayMs && offset >= westernmost && offset <= easternmost;
    }),
  );
}

/** How many of the presses have an event of their own. */
function pairs({ accepted, events }: Reading, offset: number): number {
  const free = events.map((event) => event - offset).sort((a, b) => a - b);
  let count = 0;
  for (const at of [...accepted].sort((a, b) => a - b)) {
    const index = free.findIndex((event) => event >= at - toleranceMs && event <= at + delayMs);
    if (index === -1) continue;
    free.splice(index, 1);
    count += 1;
  }
  return count;
}
