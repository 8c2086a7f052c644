/** One-click fixes for errors of the send form's fields. */
import { tick } from 'svelte';
import { isKeptByFields } from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { actionsOf, type FieldAction } from '../ui/field-action.ts';
import type { FieldName } from './fields.ts';
import { requestPreview } from './request-preview.svelte.ts';
import { form } from './send-form.svelte.ts';

type TextFieldName = Extract<FieldName, 'list' | 'template' | 'customerKey' | 'email' | 'firstName' | 'subject' | 'body' | 'campaignName'>;

/** Fixes for a rewritten body that still names the previous contact; empty for any other `error`. */
function leftOverFixes(error: string): readonly FieldAction[] {
  const count = form.leftOver.length;
  if (count === 0 || form.blockingErrors?.['body'] !== error) return [];
  const keep = { label: textOf({ code: 'send.keepLeftOver', params: { count } }), run: () => form.resolveLeftOver('keep') };
  const remove = { label: textOf({ code: 'send.removeLeftOver', params: { count } }), run: () => form.resolveLeftOver('remove') };
  // Removing fields from a body that can't be rewritten exactly would change more than that.
  return isKeptByFields(form.fields.body) ? [remove, keep] : [keep];
}

/** `error`: the text shown beside the field. Fixes are offered only if the main process reported it for the field's current value. */
export function fixesFor(field: TextFieldName, error: string): readonly FieldAction[] {
  const left = field === 'body' ? leftOverFixes(error) : [];
  if (left.length > 0) return left;
  if (error === '' || requestPreview.fields[field] !== error || requestPreview.previewed?.[field] !== form.fields[field]) return [];
  return actionsOf(requestPreview.fixes[field], (value) => {
    form.fields[field] = value;
    form.touch(field);
    void tick().then(() => document.getElementById(`send-${field}`)?.focus());
  });
}
