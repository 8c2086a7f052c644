/** The rules for a preset before it is saved. */
import { fail, ok, type Result, type FieldFix } from '../shared/domain/result.ts';
import { withPlainDigits } from '../shared/base/plain-characters.ts';
import { hiddenIn, trimHidden } from '../shared/base/hidden-characters.ts';
import { hiddenRefusal, notJsonObject } from '../shared/domain/typed-text.ts';
import { messageLimits } from '../shared/domain/check-message.ts';
import { nameTakenBy, presetNameLimit } from '../shared/domain/preset-names.ts';
import { textOf } from '../shared/i18n/text.ts';
import { readBody } from '../shared/domain/contact-body.ts';
import { canBeWithoutPerson, bodyWithoutRecipient } from '../shared/domain/personal-fields.ts';
import { sendCommands, subjectLimit } from '../shared/domain/send-commands.ts';
import type { Preset, PresetDraft } from '../shared/domain/preset.ts';

/** Maximum lengths in characters: of a preset's name, and of a campaign name (WhatCounts support: Send Message with Customer Key). */
const presetLimits = { name: presetNameLimit, campaignName: 100 } as const;

/**
 * Names of lists and templates are accepted with whatever characters the realm may use; when the preset is sent, the name is looked up in
 * the realm, or refused.
 */
const textRules = [
  { field: 'name', rule: 'prose', noun: 'name' },
  { field: 'list', rule: 'prose', noun: 'name' },
  { field: 'template', rule: 'prose', noun: 'name' },
  { field: 'subject', rule: 'prose', noun: 'text' },
  { field: 'campaignName', rule: 'name', noun: 'campaign name' },
] as const;

const controlBesideLines = /[^\P{Cc}\t\r\n]|[\p{Cs}\p{Zl}\p{Zp}]/u;

function placeOf(draft: PresetDraft, field: 'list' | 'template'): string {
  const text = trimHidden(draft[field], 'prose');
  return sendCommands[draft.command].namedBy === 'id' ? withPlainDigits(text) : text;
}

/**
 * Trims hidden characters from the ends of the draft's texts and checks it against `others` (all presets except the one being changed).
 * Fails with `invalid` and a text for each refused field.
 */
export function checkPreset(draft: PresetDraft, others: readonly Preset[]): Result<PresetDraft> {
  const tidy: PresetDraft = {
    ...draft,
    name: trimHidden(draft.name, 'prose'),
    list: placeOf(draft, 'list'),
    template: placeOf(draft, 'template'),
    subject: trimHidden(draft.subject, 'prose'),
    body: bodyWithoutRecipient(draft.body),
    campaignName: trimHidden(draft.campaignName, 'name'),
    note: draft.note.trim(),
  };
  const fields: Record<string, string> = {};

  const fixes: Record<string, readonly FieldFix[]> = {};

  for (const { field, ...options } of textRules) {
    const refused = hiddenRefusal(tidy[field], options);
    const ofRealm = field === 'list' || field === 'template';
    if (refused === null || (ofRealm && !hiddenIn(tidy[field], options.rule).some(({ kind }) => kind === 'control'))) continue;
    fields[field] = textOf(refused.text);
    fixes[field] = refused.fixes;
  }
  if (controlBesideLines.test(tidy.note)) fields['note'] = 'This note has a control character. Remove it.';

  if (tidy.name === '') fields['name'] = 'Give the preset a name.';
  if (sendCommands[draft.command].contact === 'body') {
    if (draft.body.trim() !== '' && readBody(draft.body) === null) fields['body'] = textOf(notJsonObject(draft.body));
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
  return fail('invalid', 'The preset was not saved. Correct the marked fields.', fields, fixes);
}
