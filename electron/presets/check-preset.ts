/** The rules that a preset meets before it is saved. Pure. */
import { fail, ok, type Result } from '../result.ts';
import { controlWords, hasControl, hasControlBesideLines } from '../settings/typed-text.ts';
import { messageLimits } from '../sending/check-message.ts';
import { nameTakenBy, presetNameLimit } from '../shared/domain/preset-names.ts';
import { textOf } from '../shared/i18n/text.ts';
import { canBeWithoutPerson, readBody, withoutPerson } from '../whatcounts/contact-body.ts';
import { sendCommands, subjectLimit } from '../whatcounts/send-commands.ts';
import type { Preset, PresetDraft } from './preset.ts';

/** Characters of a preset's name and, by WhatCounts support (Send Message with Customer Key), of a campaign name. */
export const presetLimits = { name: presetNameLimit, campaignName: 100 } as const;

/**
 * The draft with outer spaces gone, fit to be saved beside `others` (all presets but the one being changed); otherwise
 * `invalid` with a sentence beside each refused field.
 */
export function checkPreset(draft: PresetDraft, others: readonly Preset[]): Result<PresetDraft> {
  const tidy: PresetDraft = {
    ...draft,
    name: draft.name.trim(),
    list: draft.list.trim(),
    template: draft.template.trim(),
    subject: draft.subject.trim(),
    body: withoutPerson(draft.body),
    campaignName: draft.campaignName.trim(),
    note: draft.note.trim(),
  };
  const fields: Record<string, string> = {};

  for (const field of ['name', 'list', 'template', 'subject', 'campaignName'] as const)
    if (hasControl(tidy[field])) fields[field] = controlWords;
  if (hasControlBesideLines(tidy.note)) fields['note'] = controlWords;

  if (tidy.name === '') fields['name'] = 'Give the preset a name.';
  if (sendCommands[draft.command].contact === 'body') {
    if (draft.body.trim() !== '' && readBody(draft.body) === null) fields['body'] = 'This is no JSON object. Correct it, then save.';
    else if (!canBeWithoutPerson(draft.body)) {
      fields['body'] =
        'A preset keeps nobody who gets the message, and the rest of this JSON could not be kept as it is written. Take the contact out of it, then save.';
    } else if (tidy.body.length > messageLimits.body)
      fields['body'] = `This is longer than a message can be: ${messageLimits.body} characters.`;
  }
  const { hasTemplate, namedBy } = sendCommands[tidy.command];
  if (tidy.list === '') fields['list'] = `Type the ${namedBy === 'id' ? 'number' : 'name'} of the list, as WhatCounts has it.`;
  if (hasTemplate && tidy.template === '') {
    fields['template'] = `Type the ${namedBy === 'id' ? 'number' : 'name'} of the template, as WhatCounts has it.`;
  }
  if (!hasTemplate && tidy.subject.length > subjectLimit)
    fields['subject'] = `A subject line can have at most ${subjectLimit} characters here.`;
  const number = /^[1-9]\d{0,14}$/;
  for (const field of namedBy === 'id' ? (['list', 'template'] as const) : []) {
    if (tidy[field] !== '' && !number.test(tidy[field]))
      fields[field] = `This command takes numbers: type that of the ${field}, or pick it by its name.`;
  }
  if (tidy.name.length > presetLimits.name) fields['name'] = `A preset's name can have at most ${presetLimits.name} characters.`;
  if (tidy.campaignName.length > presetLimits.campaignName) {
    fields['campaignName'] = `A campaign name can have at most ${presetLimits.campaignName} characters.`;
  }
  const other = fields['name'] === undefined ? nameTakenBy(tidy, others) : null;
  if (other) {
    const scope = other.accountId === tidy.accountId ? 'same' : other.accountId === null ? 'any' : 'one';
    fields['name'] = textOf({ code: 'preset.nameTaken', params: { list: tidy.list, scope } });
  }

  if (Object.keys(fields).length === 0) return ok(tidy);
  return fail('invalid', 'The preset was not saved. Correct the marked fields.', fields);
}
