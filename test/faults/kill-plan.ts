/** When the crash test kills the app: 200 moments around sends, the same in every run, and how to take fewer that stand for them all. Pure. */
import { manners } from './manners.ts';

/** When a kill comes: at something on the wire, some time after the presses have reached the app, or while they are given to the page. */
export type Moment = 'connection' | 'request' | 'answer' | 'time' | 'pressing';

export interface Kill {
  moment: Moment;
  /** Milliseconds after which the kill comes, whatever has happened by then. */
  latestMs: number;
  /** What the site does with each send of this round. */
  manners: readonly (typeof manners)[number][];
}

/** Time comes twice: its moments differ most. */
const moments: readonly Moment[] = ['connection', 'request', 'answer', 'time', 'time', 'pressing'];
export const sendsARound = 6;
/** The latest random moment of a kill, in milliseconds; most sends are over by then. */
export const randomUpToMs = 180;
const seeds = [20_261_124, 20_261_125];
const killsASeed = 100;

export const allKills: readonly Kill[] = seeds.flatMap((seed) => {
  const random = randomFrom(seed);
  return Array.from({ length: killsASeed }, () => killAt(random));
});

/** So many of them, spread evenly over the kinds of moments and over the times of each kind, in the order in which they stand. */
export function spread(kills: readonly Kill[], count: number): readonly Kill[] {
  const ordered = [...kills].sort((a, b) => moments.indexOf(a.moment) - moments.indexOf(b.moment) || a.latestMs - b.latestMs);
  const chosen = new Set(Array.from({ length: count }, (_, n) => ordered[Math.floor(((n + 0.5) * ordered.length) / count)]));
  return kills.filter((kill) => chosen.has(kill));
}

function killAt(random: () => number): Kill {
  const moment = oneOf(moments, random);
  const round = Array.from({ length: sendsARound }, () => oneOf(manners, random));
  // Where the moment is one on the wire, this ends a round in which nothing (more) happens there.
  const latestMs = moment === 'time' || moment === 'pressing' ? random() * randomUpToMs : 2 * randomUpToMs;
  return { moment, latestMs, manners: round };
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
