/** Zooms the page in steps, within limits, and defines the keys for it. */
import type { WebContents } from 'electron';

export type ZoomChange = 'in' | 'out' | 'reset';

/** The same steps as in browsers. At the largest, a window of usual size is as narrow, in the page's pixels, as WCAG 1.4.10 requires. */
const steps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4] as const;
/** Chromium stores the factor as a logarithm, so it doesn't come back exactly. */
const tolerance = 0.005;

/** The zoom factor after a change; 1 is 100 %. It is always between 0.5 and 4, whatever it was before. */
export function zoomedTo(factor: number, change: ZoomChange): number {
  if (change === 'reset') return 1;
  if (change === 'in') return steps.find((step) => step > factor + tolerance) ?? 4;
  return steps.filter((step) => step < factor - tolerance).at(-1) ?? 0.5;
}

/**
 * Accelerators; the first one is shown in the menu. There are several for each, because it depends on the keyboard whether the plus sign
 * needs Shift, and the number pad has keys of its own.
 */
export const zoomKeys: Readonly<Record<ZoomChange, readonly [string, ...string[]]>> = {
  reset: ['CommandOrControl+0', 'CommandOrControl+num0'],
  in: ['CommandOrControl+Plus', 'CommandOrControl+=', 'CommandOrControl+numadd'],
  out: ['CommandOrControl+-', 'CommandOrControl+Shift+-', 'CommandOrControl+numsub'],
};

/** Zooms one step in or out, or back to 100 %. Chromium remembers the factor for the next start. */
export function zoom(contents: WebContents, change: ZoomChange): void {
  contents.setZoomFactor(zoomedTo(contents.getZoomFactor(), change));
}

/** Zooms with Ctrl and the mouse wheel. */
export function zoomByWheel(contents: WebContents): void {
  contents.on('zoom-changed', (_, direction) => zoom(contents, direction));
}
