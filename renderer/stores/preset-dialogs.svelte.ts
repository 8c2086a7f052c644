/** Which preset dialog is open. One at a time, opened from several places. */
import type { Preset, PresetDraft } from '../../electron/shared/ipc/contract.ts';

export type PresetQuestion =
  | { kind: 'save'; draft: PresetDraft; accountName: string; saved: (preset: Preset) => void }
  | { kind: 'rename'; preset: Preset }
  | { kind: 'note'; preset: Preset }
  | { kind: 'slot'; preset: Preset };

class PresetDialogs {
  question = $state.raw<PresetQuestion | null>(null);

  ask(question: PresetQuestion): void {
    this.question = question;
  }

  close(): void {
    this.question = null;
  }
}

export const presetDialogs = new PresetDialogs();
