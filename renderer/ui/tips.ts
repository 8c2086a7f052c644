/** The tooltip of a control that is only an icon: its text and its place. */

export interface Tip {
  text: string;
  /** A key or a combination that does the same; may be empty. */
  keys: string;
}

/** Pixels between a control and its tooltip, and between that and the window's edge. */
const gap = 6;
const edge = 8;

/** The control that the mouse or the focus is on; `null` where it is on none. */
export const controlAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('button, a, summary, [data-tip]') : null;

/** Of an icon: what `data-tip` says, else its name. `null` for a control whose words are seen. */
export function tipOf(control: HTMLElement): Tip | null {
  const { tip, tipKeys = '' } = control.dataset;
  const isIcon = control.innerText.trim() === '';
  const text = tip ?? (isIcon ? control.getAttribute('aria-label') : null);
  return text === null || text === '' ? null : { text, keys: tipKeys };
}

/** What the mouse is told by the system; who comes by keyboard is told it here. `null` where there is nothing to tell. */
export const titleOf = (control: HTMLElement): Tip | null => (control.title === '' ? null : { text: control.title, keys: '' });

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Below the control and centred, above it where there is no room below, and never outside of the window. Pure; in pixels. */
export function placeTip(control: Box, tip: Pick<Box, 'width' | 'height'>, view: Pick<Box, 'width' | 'height'>): Pick<Box, 'left' | 'top'> {
  const below = control.top + control.height + gap;
  const above = control.top - gap - tip.height;
  const fitsBelow = below + tip.height <= view.height - edge;
  const left = control.left + control.width / 2 - tip.width / 2;
  return {
    left: Math.max(edge, Math.min(left, view.width - edge - tip.width)),
    top: fitsBelow || above < edge ? Math.max(edge, Math.min(below, view.height - edge - tip.height)) : above,
  };
}
