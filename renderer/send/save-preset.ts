/** Saves the form as a preset. */
import type { Preset, PresetDraft } from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { accounts } from '../stores/accounts.svelte.ts';
import { presetDialogs } from '../stores/preset-dialogs.svelte.ts';
import { draftOf, presets } from '../stores/presets.svelte.ts';
import { toast } from '../stores/toasts.svelte.ts';
import { presetPart } from './fields.ts';
import { savedText } from './saved-text.ts';
import { form } from './send-form.svelte.ts';

export function openSaveDialog(): void {
  const { preset, account } = form;
  const draft: PresetDraft = {
    ...presetPart(form.fields),
    name: preset ? '' : form.fields.template.trim(),
    accountId: preset && preset.accountId === null ? null : form.fields.accountId,
    note: '',
  };
  const saved = (made: Preset) => {
    form.presetId = made.id;
    // After the dialog has returned the focus.
    setTimeout(() => form.requestFocus());
  };
  presetDialogs.ask({ kind: 'save', draft, accountName: account?.name ?? '', saved });
}

/** A preset for any account stays one. Field errors are shown in the form. */
export async function saveChanges(): Promise<void> {
  const before = form.preset;
  if (!before) return;
  const accountId = before.accountId === null ? null : form.fields.accountId;
  const result = await presets.change(before, { ...presetPart(form.fields), accountId });
  if (result.ok) {
    const saved = result.value;
    toast(textOf(savedText(before, saved, accounts.list)), { label: 'Undo', run: () => void undoSave(before, saved) });
    return;
  }
  form.refused = result.error.fields ?? {};
  toast(result.error.fields?.['name'] ?? result.error.sentence);
}

/** The form keeps what was saved, as edits; a preset that was changed again meanwhile isn't overwritten. */
async function undoSave(before: Preset, saved: Preset): Promise<void> {
  const { id, name } = saved;
  if (presets.get(id)?.updatedAt !== saved.updatedAt) {
    toast(textOf({ code: 'preset.changedSince', params: { name } }));
    return;
  }
  const result = await presets.change(saved, draftOf(before));
  if (!result.ok) {
    toast(result.error.fields?.['name'] ?? result.error.sentence);
    return;
  }
  const edited = form.presetId === id && form.edited;
  toast(textOf({ code: 'preset.asBefore', params: { name: before.name, edited } }));
}
