/** Zooms the page in steps and within bounds. */
import type { WebContents } from 'electron';
import { zoomedTo, type ZoomChange } from './zoom-steps.ts';

/** One step further in or out, or back to 100 %. Chromium keeps it for the next start. */
export function zoom(contents: WebContents, change: ZoomChange): void {
  contents.setZoomFactor(zoomedTo(contents.getZoomFactor(), change));
}

/** Ctrl with the mouse's wheel. */
export function zoomByWheel(contents: WebContents): void {
  contents.on('zoom-changed', (_, direction) => zoom(contents, direction));
}
