/** What one click beside a field of the send form does about what main says of it. */
import { tick } from 'svelte';
import { actionsOf, type FieldAction } from '../ui/field-action.ts';
import type { FieldName } from './fields.ts';
import { preview } from './preview.svelte.ts';
import { form } from './send-form.svelte.ts';

type TextField = Extract<FieldName, 'list' | 'template' | 'customerKey' | 'email' | 'firstName' | 'subject' | 'body' | 'campaignName'>;

/** `error`: the sentence that is shown beside the field. There is nothing to click unless main said it of what stands in the field now. */
export function fixesFor(field: TextField, error: string): readonly FieldAction[] {
  if (error === '' || preview.fields[field] !== error || preview.asked?.[field] !== form.fields[field]) return [];
  return actionsOf(preview.fixes[field], (value) => {
    form.fields[field] = value;
    form.touch(field);
    void tick().then(() => document.getElementById(`send-${field}`)?.focus());
  });
}
