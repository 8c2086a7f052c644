/** Zooms the page in steps and within bounds, and names the keys for it. */
import type { WebContents } from 'electron';

export type ZoomChange = 'in' | 'out' | 'reset';

/** As browsers have them. At the largest, a window of usual size is as wide as WCAG 1.4.10 asks for. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;
/** A factor comes back from Chromium by way of a logarithm. */
const tolerance = 0.005;

/** The factor after a change: 1 is 100 %, and it stays between 0.5 and 4 wherever it was. */
export function zoomedTo(factor: number, change: ZoomChange): number {
  if (change === 'reset') return 1;
  if (change === 'in') return steps.find((step) => step > factor + tolerance) ?? 4;
  return steps.filter((step) => step < factor - tolerance).at(-1) ?? 0.5;
}

/**
 * Accelerators, the one that the menu shows first. There is more than one key for each: whether the plus sign needs Shift depends on the
 * keyboard, and the number pad has keys of its own.
 */
export const zoomKeys: Readonly<Record<ZoomChange, readonly [string, ...string[]]>> = {
  reset: ['CommandOrControl+0', 'CommandOrControl+num0'],
  in: ['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd'],
  out: ['CommandOrControl+-', 'CommandOrControl+Shift+-', 'CommandOrControl+numsub'],
};

/** One step further in or out, or back to 100 %. Chromium keeps it for the next start. */
export function zoom(contents: WebContents, change: ZoomChange): void {
  contents.setZoomFactor(zoomedTo(contents.getZoomFactor(), change));
}

/** Ctrl with the mouse's wheel. */
export function zoomByWheel(contents: WebContents): void {
  contents.on('zoom-changed', (_, direction) => zoom(contents, direction));
}
