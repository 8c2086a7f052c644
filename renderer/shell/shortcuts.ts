/** Keys that work on every screen. */
import { presetOfNumber } from '../presets/preset-order.ts';
import { presets } from '../presets/presets.svelte.ts';
import { openPreset } from '../send/open.ts';
import { presetNumberOf } from './preset-key.ts';

/** Ctrl or Cmd with 1 to 9 loads that preset. It never sends. */
export function onshortcut(event: KeyboardEvent): void {
  const number = presetNumberOf(event);
  if (number === null || event.repeat || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  const preset = presetOfNumber(presets.list, number);
  if (!preset) return;
  event.preventDefault();
  openPreset(preset);
}
