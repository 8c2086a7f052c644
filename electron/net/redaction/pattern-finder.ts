/** Finds any of several hundred short patterns in a view in one pass. */
import { standardUnit } from './base64.ts';
import { foldUnitCaseAndBlanks } from './fold-case-and-blanks.ts';
import type { Pattern } from './secret-patterns.ts';
import type { View } from './view.ts';

/** Called with the source positions of a match: from `from` up to, not including, `to`. */
export type OnMatch = (from: number, to: number) => void;

/** Patterns of one kind and one length. */
interface PatternGroup {
  isFolded: boolean;
  length: number;
  byHash: Map<number, string[]>;
}

const tableBits = 16;
const tableMask = (1 << tableBits) - 1;
const padding = 0x3d;

/** A fixed scramble of the 256 values that units are reduced to. */
const scrambleTable = new Int32Array(256);
for (let at = 0, state = 0x9e3779b9; at < 256; at++) {
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5;
  scrambleTable[at] = state ^ (state >>> 13);
}

/** The scramble of each ASCII unit. */
const asciiScrambleTable = Int32Array.from({ length: 128 }, (_, unit) => scrambleTable[reduced(unit)] ?? 0);

/** Maps all units that any kind of pattern treats as equal to one value. */
function reduced(unit: number): number {
  const folded = foldUnitCaseAndBlanks(unit);
  return folded < 0x80 ? standardUnit(folded) : (folded ^ (folded >> 8)) & 0xff;
}

const scramble = (unit: number): number => (unit < 0x80 ? asciiScrambleTable[unit] : scrambleTable[reduced(unit)]) ?? 0;

/**
 * A rolling hash of the last few units finds positions at which a pattern may begin, and only there patterns are compared. Ordinary text
 * takes only the rolling hash, and no text takes more than a few comparisons per unit.
 */
export class PatternFinder {
  /** Length of the shortest pattern, at most six units: the window of the rolling hash. */
  readonly shortest: number;
  readonly #shift: number;
  readonly #groups: PatternGroup[] = [];
  /** For each rolling hash the groups with a pattern that begins so, as bits; beyond eight groups some share one. */
  readonly #groupsByHash = new Uint8Array(1 << tableBits);

  constructor(patterns: readonly Pattern[]) {
    this.shortest = patterns.reduce((least, { text }) => Math.min(least, text.length), 6);
    // After `shortest` shifts by this much, a unit has left the hash.
    this.#shift = Math.ceil(tableBits / this.shortest);
    for (const pattern of patterns) this.#add(pattern);
  }

  #add({ kind, text }: Pattern): void {
    const isFolded = kind === 'folded';
    const units = Array.from(text.split(''), (letter) => letter.charCodeAt(0));
    let index = this.#groups.findIndex((group) => group.isFolded === isFolded && group.length === units.length);
    if (index < 0) index = this.#groups.push({ isFolded, length: units.length, byHash: new Map<number, string[]>() }) - 1;
    const byHash = this.#groups[index]?.byHash;
    const hash = units.reduce(nextHash, 0);
    byHash?.set(hash, [...(byHash.get(hash) ?? []), text]);
    const begin = units.slice(0, this.shortest).reduce((rolling, unit) => (rolling << this.#shift) ^ scramble(unit), 0) & tableMask;
    this.#groupsByHash[begin] = (this.#groupsByHash[begin] ?? 0) | (1 << (index & 7));
  }

  /** Calls `mark` for every match, ordered by start; matches may overlap. */
  find(view: View, mark: OnMatch): void {
    const { units, length } = view;
    const [begins, shift, before] = [this.#groupsByHash, this.#shift, this.shortest - 1];
    let rolling = 0;
    for (let at = 0; at < length; at++) {
      const unit = units[at] ?? 0;
      rolling = (rolling << shift) ^ ((unit < 0x80 ? asciiScrambleTable[unit] : scramble(unit)) ?? 0);
      const groups = begins[rolling & tableMask] ?? 0;
      if (groups !== 0 && at >= before) this.#compare(view, at - before, groups, mark);
    }
  }

  #compare(view: View, start: number, groups: number, mark: OnMatch): void {
    for (const [index, { isFolded, length, byHash }] of this.#groups.entries()) {
      const end = start + length;
      if ((groups & (1 << (index & 7))) === 0 || end > view.length) continue;
      let hash = 0;
      for (let at = start; at < end; at++) hash = nextHash(hash, comparable(view.units[at] ?? 0, isFolded));
      const found = byHash.get(hash)?.some((text) => isAt(view, start, text, isFolded)) ?? false;
      if (found) mark(view.from[start] ?? 0, view.to[(isFolded ? end : endOfPadding(view, end)) - 1] ?? 0);
    }
  }
}

const comparable = (unit: number, isFolded: boolean): number => (isFolded ? foldUnitCaseAndBlanks(unit) : standardUnit(unit));
const nextHash = (hash: number, unit: number): number => (Math.imul(hash, 0x01000193) ^ unit) | 0;

function isAt({ units }: View, start: number, text: string, isFolded: boolean): boolean {
  for (let at = 0; at < text.length; at++) if (comparable(units[start + at] ?? 0, isFolded) !== text.charCodeAt(at)) return false;
  return true;
}

function endOfPadding({ units, length }: View, end: number): number {
  let last = end;
  while (last < length && units[last] === padding) last++;
  return last;
}
