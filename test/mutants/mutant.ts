/** One defence that is taken away, and the test that has to fail then. */
import type { Place } from './mutation.ts';

/** Titles as they are written in the test files, with those around them: `a suite > a test`. */
export interface KilledBy {
  /** Of a unit test. */
  unit?: string;
  /** Of an end-to-end test: where only real Electron can tell. */
  e2e?: string;
}

export interface Mutant extends KilledBy {
  /** The defence, in a few words. */
  name: string;
  /** Of Electron's checklist "Security"; none where it knows nothing of this defence. */
  points: readonly number[];
  place: Place;
  /** What stands in its place; without it, it is taken away. */
  becomes?: string;
}

/** What Electron's checklist asks for; `why` where no mutant belongs to a point. */
export interface Point {
  number: number;
  title: string;
  why?: string;
}
