/** The tooltip of a control that is only an icon: its text and position. */

export interface Tip {
  text: string;
  /** A keyboard shortcut for the same; may be empty. */
  keys: string;
}

/** Pixels between a control and its tooltip, and between that and the window's edge. */
const gap = 6;
const edge = 8;

/** The control under the mouse or with the focus; `null` for none. */
export const controlAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('button, a, summary, [data-tip]') : null;

/** For an icon: `data-tip`, or else its name. `null` for a control with visible text. */
export function tipOf(control: HTMLElement): Tip | null {
  const { tip, tipKeys = '' } = control.dataset;
  const isIcon = control.innerText.trim() === '';
  const text = tip ?? (isIcon ? control.getAttribute('aria-label') : null);
  return text === null || text === '' ? null : { text, keys: tipKeys };
}

/** The system shows a `title` to the mouse; for the keyboard it is shown here. `null` if there is nothing to show. */
export const titleOf = (control: HTMLElement): Tip | null => (control.title === '' ? null : { text: control.title, keys: '' });

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Below the control and centred; above it if there is no room below; always inside the window. In pixels. */
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
