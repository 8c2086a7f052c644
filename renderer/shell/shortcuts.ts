/** Keys that work on every screen. */
import { presetOfNumber } from '../presets/preset-order.ts';
import { presets } from '../presets/presets.svelte.ts';
import { openPreset } from '../send/open.ts';
import { presetNumberOf } from './preset-key.ts';
import { travelOf } from './travel-key.ts';

const mac = navigator.userAgent.includes('Mac');

/** Ctrl or Cmd with 1 to 9 loads that preset, Alt with an arrow goes back or forward. None of them sends. */
export function onshortcut(event: KeyboardEvent): void {
  if (event.repeat || event.defaultPrevented || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  const travel = travelOf(event, mac);
  if (travel !== null) {
    event.preventDefault();
    history.go(travel);
    return;
  }
  const number = presetNumberOf(event);
  if (number === null) return;
  const preset = presetOfNumber(presets.list, number);
  if (!preset) return;
  event.preventDefault();
  openPreset(preset);
}
