/** When the crash test kills the app: 200 moments around sends, the same in every run, and how to choose a sample of them. Pure. */
import { responseTimings } from './response-timings.ts';

/** When the app is killed: at an event on the wire, some time after the presses reached the app, or while the page gets them. */
export type Moment = 'connection' | 'request' | 'response' | 'time' | 'pressing';

export interface Kill {
  moment: Moment;
  /** Milliseconds after which the app is killed at the latest. */
  latestMs: number;
  /** When the site responds to each send of this round. */
  responseTimings: readonly (typeof responseTimings)[number][];
}

/** 'time' is listed twice, because its moments differ most. */
const moments: readonly Moment[] = ['connection', 'request', 'response', 'time', 'time', 'pressing'];
export const sendsARound = 6;
/** The latest random moment of a kill, in milliseconds; most sends have finished by then. */
export const randomUpToMs = 180;
const seeds = [20_261_124, 20_261_125];
const killsASeed = 100;

export const allKills: readonly Kill[] = seeds.flatMap((seed) => {
  const random = randomFrom(seed);
  return Array.from({ length: killsASeed }, () => killAt(random));
});

/** `count` kills, spread evenly over the kinds of moments and over the times of each kind, in their original order. */
export function spread(kills: readonly Kill[], count: number): readonly Kill[] {
  const ordered = [...kills].sort((a, b) => moments.indexOf(a.moment) - moments.indexOf(b.moment) || a.latestMs - b.latestMs);
  const chosen = new Set(Array.from({ length: count }, (_, n) => ordered[Math.floor(((n + 0.5) * ordered.length) / count)]));
  return kills.filter((kill) => chosen.has(kill));
}

function killAt(random: () => number): Kill {
  const moment = oneOf(moments, random);
  const round = Array.from({ length: sendsARound }, () => oneOf(responseTimings, random));
  // For an event on the wire, this limit ends a round in which the event doesn't happen.
  const latestMs = moment === 'time' || moment === 'pressing' ? random() * randomUpToMs : 2 * randomUpToMs;
  return { moment, latestMs, responseTimings: round };
}

function oneOf<T>(all: readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
}

/** Mulberry32: the same moments in every run. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
