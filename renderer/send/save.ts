/** Saving what is typed as a preset. */
import type { Preset, PresetDraft } from '../../electron/bridge/contract.ts';
import { presetDialogs } from '../presets/preset-dialogs.svelte.ts';
import { presets } from '../presets/presets.svelte.ts';
import { toast } from '../ui/toast.svelte.ts';
import { presetPart } from './fields.ts';
import { form } from './send-form.svelte.ts';

export function askSave(): void {
  const { preset, account } = form;
  const draft: PresetDraft = {
    ...presetPart(form.fields),
    name: preset ? '' : form.fields.template.trim(),
    accountId: preset && preset.accountId === null ? null : form.fields.accountId,
    note: '',
    pinned: false,
  };
  const saved = (made: Preset) => {
    form.presetId = made.id;
    // Once the dialog has given the focus back.
    setTimeout(() => form.wantKey());
  };
  presetDialogs.ask({ kind: 'save', draft, accountName: account?.name ?? '', saved });
}

/** A preset for any account stays one. Words about fields appear beside them in the form. */
export async function saveChanges(): Promise<void> {
  const { preset } = form;
  if (!preset) return;
  const accountId = preset.accountId === null ? null : form.fields.accountId;
  const answer = await presets.change(preset, { ...presetPart(form.fields), accountId });
  if (answer.ok) {
    toast(`“${answer.value.name}” is saved.`);
    return;
  }
  form.refused = answer.error.fields ?? {};
  toast(answer.error.fields?.['name'] ?? answer.error.sentence);
}
