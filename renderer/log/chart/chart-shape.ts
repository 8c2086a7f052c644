/** The layout of the activity chart's bars. Sizes are in pixels. */
import type { EntryState, LogFilter, OutcomeCounts, ActivityBar } from '../../../electron/shared/ipc/contract.ts';

/** The maximum width of a bar, so that a few bars don't fill the chart. */
const widest = 40;
/** The minimum height of a segment, so that a single unknown send is visible beside thousands of others. */
const least = 2;
const tickRoom = 84;

/** The width of one bar and the gap after it. */
export const slotWidth = (bars: number, width: number): number => (bars === 0 ? 0 : Math.min(widest, width / bars));

/** A part of the chart with its own baseline and scale, so that a few failures are visible beside many accepted sends. */
export interface Band {
  /** From the bottom of its bars to their top. */
  readonly states: readonly EntryState[];
  /** The top of its highest bars, from the top of the chart. */
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
  /** From the top of the chart. */
  top: number;
  height: number;
}

/**
 * The segments of one bar, from the bottom up; `peak` sends reach the top of the band. Every segment that isn't empty is high enough to be
 * seen.
 */
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

/** The highest number of sends that one bar has in a band. */
export const peakOf = (bars: readonly ActivityBar[], { states }: Band): number =>
  bars.reduce(
    (peak, { counts }) =>
      Math.max(
        peak,
        states.reduce((sum, state) => sum + counts[state], 0),
      ),
    0,
  );

/** One path per outcome for all bars together, so that the chart has few elements however many bars there are. */
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

/** Indexes of the bars that get a label: evenly spaced, and only where there is room. */
export function ticksOf(bars: readonly ActivityBar[], unit: 'hour' | 'day' | 'week' | 'month', width: number): readonly number[] {
  const slot = slotWidth(bars.length, width);
  if (slot === 0) return [];
  const step = Math.max(1, Math.ceil(tickRoom / slot));
  const places = bars.map((_, index) => index).filter((index) => index === 0 || index * slot + tickRoom <= width);
  if (unit !== 'hour') return places.filter((index) => index % step === 0);
  const hours = [1, 2, 3, 6, 12, 24].find((some) => some >= step);
  const even = places.filter((index) => fits(bars[index]?.from ?? 0, hours));
  // In very short and very long periods no bar may start at such a moment.
  return even.length > 0 && hours !== undefined ? even : places.filter((index) => index % step === 0);
}

const fits = (at: number, hours: number | undefined): boolean => hours !== undefined && new Date(at).getHours() % hours === 0;

/** The bar at this many pixels from the left, or the nearest one. */
export const barAt = (x: number, bars: number, width: number): number =>
  Math.min(Math.max(Math.floor(x / slotWidth(bars, width)), 0), bars - 1);

/** The period from one bar to another, in either order, limited to the period that is shown; `null` without bars. */
export function periodOf(bars: readonly ActivityBar[], one: number, other: number, shown: LogFilter): { from: number; to: number } | null {
  const first = bars[Math.min(one, other)];
  const last = bars[Math.max(one, other)];
  if (!first || !last) return null;
  return { from: Math.max(first.from, shown.from ?? first.from), to: Math.min(last.to, shown.to ?? last.to) };
}
