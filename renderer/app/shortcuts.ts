/** Keyboard shortcuts that work on every screen. */
import { presetInSlot } from '../../electron/shared/domain/preset-slots.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { presets } from '../stores/presets.svelte.ts';
import { openPreset } from '../send/fill-form.ts';
import { toast } from '../stores/toasts.svelte.ts';
import { slotOf, travelOf } from './shortcut-keys.ts';

const mac = navigator.userAgent.includes('Mac');

/** Ctrl or Cmd with 1 to 9 loads the preset in that slot, Alt with an arrow goes back or forward. None of them sends. */
export function onshortcut(event: KeyboardEvent): void {
  if (event.repeat || event.defaultPrevented || document.querySelector(':is([role="dialog"], [role="alertdialog"])[aria-modal="true"]'))
    return;
  const travel = travelOf(event, mac);
  if (travel !== null) {
    event.preventDefault();
    history.go(travel);
    return;
  }
  const slot = slotOf(event);
  // Until the presets are loaded, the slots are unknown.
  if (slot === null || !presets.known) return;
  event.preventDefault();
  const preset = presetInSlot(presets.list, slot);
  if (preset) openPreset(preset);
  else toast(textOf({ code: 'preset.emptySlot', params: { slot } }));
}
