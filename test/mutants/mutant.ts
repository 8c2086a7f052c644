/** One defence that is removed, and the test that has to fail then. */
import type { Place } from './mutation.ts';

/** Titles as they are written in the test files, after the titles of their suites: `a suite > a test`. */
export interface KilledBy {
  /** A unit test. */
  unit?: string;
  /** An end-to-end test, for a defence that only works in real Electron. */
  e2e?: string;
}

export interface Mutant extends KilledBy {
  /** A short name of the defence. */
  name: string;
  /** Points of Electron's checklist "Security"; empty if it doesn't cover this defence. */
  points: readonly number[];
  place: Place;
  /** What replaces the defence. Without it, the defence is removed. */
  becomes?: string;
}

/** A point of Electron's checklist; `why` it has no mutant, if it has none. */
export interface Point {
  number: number;
  title: string;
  why?: string;
}
