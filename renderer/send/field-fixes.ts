/** What one click beside a field of the send form does about what main says of it. */
import { tick } from 'svelte';
import { isKeptByFields } from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { actionsOf, type FieldAction } from '../ui/field-action.ts';
import type { FieldName } from './fields.ts';
import { preview } from './preview.svelte.ts';
import { form } from './send-form.svelte.ts';

type TextField = Extract<FieldName, 'list' | 'template' | 'customerKey' | 'email' | 'firstName' | 'subject' | 'body' | 'campaignName'>;

/** What can be done about a body that was written over; nothing unless that is what `error` says. */
function leftOverFixes(error: string): readonly FieldAction[] {
  const count = form.leftOver.length;
  if (count === 0 || form.missing?.['body'] !== error) return [];
  const keep = { label: textOf({ code: 'send.keepLeftOver', params: { count } }), run: () => form.decideLeftOver('keep') };
  const remove = { label: textOf({ code: 'send.removeLeftOver', params: { count } }), run: () => form.decideLeftOver('remove') };
  // Taken out of a body that could not be written again as it is, more would change.
  return isKeptByFields(form.fields.body) ? [remove, keep] : [keep];
}

/** `error`: the sentence that is shown beside the field. There is nothing to click unless main said it of what stands in the field now. */
export function fixesFor(field: TextField, error: string): readonly FieldAction[] {
  const left = field === 'body' ? leftOverFixes(error) : [];
  if (left.length > 0) return left;
  if (error === '' || preview.fields[field] !== error || preview.asked?.[field] !== form.fields[field]) return [];
  return actionsOf(preview.fixes[field], (value) => {
    form.fields[field] = value;
    form.touch(field);
    void tick().then(() => document.getElementById(`send-${field}`)?.focus());
  });
}
