/** Where the bars of the picture stand. Sizes are in pixels. Pure. */
import type { EntryState, LogFilter, OutcomeCounts, ActivityBar } from '../../../electron/shared/ipc/contract.ts';

/** A few bars stay bars; they do not become walls. */
const widest = 40;
/** A single unknown send beside thousands of others is seen. */
const least = 2;
const tickRoom = 84;

/** Room for one bar and the gap behind it. */
export const slotWidth = (bars: number, width: number): number => (bars === 0 ? 0 : Math.min(widest, width / bars));

/** A part of the picture with a baseline and a scale of its own: a few failures are seen beside the mass of what was accepted. */
export interface Band {
  /** From the bottom of its bars to their top. */
  readonly states: readonly EntryState[];
  /** Of its highest bars, from the top of the picture. */
  readonly top: number;
  readonly height: number;
}

export const bands: readonly Band[] = [
  { states: ['accepted', 'sending'], top: 4, height: 30 },
  { states: ['not sent', 'rejected', 'unknown'], top: 40, height: 16 },
];

export const baselineOf = ({ top, height }: Band): number => top + height;

export interface Segment {
  state: EntryState;
  /** From the top of the picture. */
  top: number;
  height: number;
}

/** What one bar is made of, from the bottom up; `peak` sends reach the top of the band. What is there at all has a height that can be seen. */
export function segmentsOf(counts: OutcomeCounts, peak: number, band: Band): readonly Segment[] {
  const there = band.states.filter((state) => counts[state] > 0);
  const heights = there.map((state) => Math.max(least, (counts[state] / Math.max(1, peak)) * band.height));
  const over = Math.max(0, heights.reduce((sum, one) => sum + one, 0) - band.height);
  const tallest = heights.indexOf(Math.max(...heights));
  let top = baselineOf(band);
  return there.map((state, index) => {
    const own = (heights[index] ?? 0) - (index === tallest ? over : 0);
    top -= own;
    return { state, top, height: own };
  });
}

/** The most sends of a band that one bar has. */
export const peakOf = (bars: readonly ActivityBar[], { states }: Band): number =>
  bars.reduce(
    (peak, { counts }) =>
      Math.max(
        peak,
        states.reduce((sum, state) => sum + counts[state], 0),
      ),
    0,
  );

/** One path an outcome for all bars together, so that the picture is a handful of elements however many bars it has. */
export function pathsOf(bars: readonly ActivityBar[], width: number): ReadonlyMap<EntryState, string> {
  const slot = slotWidth(bars.length, width);
  const bar = Math.max(1, slot - (slot > 6 ? 2 : slot > 3 ? 1 : 0));
  const paths = new Map<EntryState, string>();
  for (const band of bands) {
    const peak = peakOf(bars, band);
    bars.forEach(({ counts }, index) => {
      for (const { state, top, height } of segmentsOf(counts, peak, band)) {
        const piece = `M${round(index * slot)} ${round(top)}h${round(bar)}v${round(height)}h${round(-bar)}z`;
        paths.set(state, `${paths.get(state) ?? ''}${piece}`);
      }
    });
  }
  return paths;
}

const round = (pixels: number): number => Math.round(pixels * 100) / 100;

/** Places of the bars that have words below them: evenly, and none that would not fit. */
export function ticksOf(bars: readonly ActivityBar[], unit: 'hour' | 'day' | 'week' | 'month', width: number): readonly number[] {
  const slot = slotWidth(bars.length, width);
  if (slot === 0) return [];
  const step = Math.max(1, Math.ceil(tickRoom / slot));
  const places = bars.map((_, index) => index).filter((index) => index === 0 || index * slot + tickRoom <= width);
  if (unit !== 'hour') return places.filter((index) => index % step === 0);
  const hours = [1, 2, 3, 6, 12, 24].find((some) => some >= step);
  const even = places.filter((index) => fits(bars[index]?.from ?? 0, hours));
  // The hours of a short picture, and those of a long one, may have no such beginnings.
  return even.length > 0 && hours !== undefined ? even : places.filter((index) => index % step === 0);
}

const fits = (at: number, hours: number | undefined): boolean => hours !== undefined && new Date(at).getHours() % hours === 0;

/** The bar at so many pixels from the left; the nearest one where there is none. */
export const barAt = (x: number, bars: number, width: number): number =>
  Math.min(Math.max(Math.floor(x / slotWidth(bars, width)), 0), bars - 1);

/** The period of the bars between two, in whichever order, within the one that is shown already; `null` where there are none. */
export function periodOf(bars: readonly ActivityBar[], one: number, other: number, shown: LogFilter): { from: number; to: number } | null {
  const first = bars[Math.min(one, other)];
  const last = bars[Math.max(one, other)];
  if (!first || !last) return null;
  return { from: Math.max(first.from, shown.from ?? first.from), to: Math.min(last.to, shown.to ?? last.to) };
}
