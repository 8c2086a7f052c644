/** What is typed into the send form, and how it relates to messages, presets and entries. Pure. */
import {
  sendCommands,
  toPerson,
  withoutGaps,
  withoutPerson,
  type EntryDetail,
  type Message,
  type Preset,
  type PresetDraft,
} from '../../electron/shared/ipc/contract.ts';

export type Fields = Omit<Message, 'presetId'>;
export type FieldName = keyof Fields;

/** The order in which a refused field is sought: first what names the contact, for it is typed for every send. */
export const fieldOrder = [
  'customerKey',
  'email',
  'firstName',
  'body',
  'accountId',
  'command',
  'list',
  'template',
  'subject',
  'format',
  'campaignName',
  'respectOptout',
  'snapshot',
] as const satisfies readonly FieldName[];

/** What a preset fills in, but for what is sent in a body: the fields that fold. */
export const messageFieldNames: readonly FieldName[] = [
  'accountId',
  'command',
  'list',
  'template',
  'subject',
  'format',
  'campaignName',
  'respectOptout',
  'snapshot',
];

export const isFieldName = (text: string): text is FieldName => fieldOrder.some((name) => name === text);

/** Campaign names: characters (WhatCounts support: Send Message with Customer Key). */
export const campaignNameLimit = 100;

export const emptyFields = (accountId: string): Fields => ({
  accountId,
  command: 'customerKey',
  list: '',
  template: '',
  subject: '',
  customerKey: '',
  email: '',
  firstName: '',
  body: '',
  format: 99,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
});

/** Who gets it is never part of a preset, so that stays; and so does the account where a preset is for any. */
export const fieldsOfPreset = (
  preset: Preset,
  now: Pick<Fields, 'accountId' | 'customerKey' | 'email' | 'firstName' | 'body'>,
): Fields => ({
  ...presetPart(preset),
  accountId: preset.accountId ?? now.accountId,
  customerKey: now.customerKey,
  email: now.email,
  firstName: now.firstName,
  // What can't be seen must not come back later, when somebody else is typed: a body stays only for a command that shows it.
  body: sendCommands[preset.command].contact === 'body' ? toPerson(preset.body, now.body) : '',
});

/** Details that the log did not keep have to be typed again. */
export const fieldsOfEntry = (entry: EntryDetail): Fields => {
  const { contact, hasTemplate } = sendCommands[entry.command];
  return {
    accountId: entry.accountId,
    command: entry.command,
    list: entry.list,
    template: hasTemplate ? entry.template : '',
    subject: hasTemplate ? '' : entry.template,
    customerKey: contact === 'customerKey' ? entry.customerKey : '',
    email: contact === 'email' ? entry.customerKey : '',
    firstName: entry.firstName,
    body: withoutGaps(entry.requestBody ?? ''),
    format: entry.format,
    campaignName: entry.campaignName,
    respectOptout: entry.respectOptout,
    snapshot: entry.snapshot,
  };
};

/** Outer spaces don't count: they are taken off on saving and on sending. */
export function differsFromPreset(fields: Fields, preset: Preset): boolean {
  return (
    (preset.accountId !== null && fields.accountId !== preset.accountId) ||
    fields.command !== preset.command ||
    fields.list.trim() !== preset.list ||
    fields.template.trim() !== preset.template ||
    fields.subject.trim() !== preset.subject ||
    (sendCommands[fields.command].contact === 'body' && withoutPerson(fields.body) !== preset.body) ||
    fields.campaignName.trim() !== preset.campaignName ||
    fields.format !== preset.format ||
    fields.respectOptout !== preset.respectOptout ||
    fields.snapshot !== preset.snapshot
  );
}

/** Whether something would be lost if another preset took the place of what is typed. */
export function hasUnsaved(fields: Fields, preset: Preset | null): boolean {
  // Whom a body names is kept by no preset, so any body that is not the preset's own may be lost.
  if (sendCommands[fields.command].contact === 'body' && fields.body.trim() !== (preset?.body ?? '')) return true;
  if (preset) return differsFromPreset(fields, preset);
  return [fields.list, fields.template, fields.subject, fields.campaignName].some((text) => text.trim() !== '');
}

type PresetPart = Omit<PresetDraft, 'name' | 'note' | 'accountId'>;

/** What the form can save of itself. */
export const presetPart = ({ command, list, template, subject, body, ...fields }: PresetPart): PresetPart => ({
  command,
  list,
  template,
  subject,
  // Main takes the person out of it.
  body: sendCommands[command].contact === 'body' ? body : '',
  format: fields.format,
  campaignName: fields.campaignName,
  respectOptout: fields.respectOptout,
  snapshot: fields.snapshot,
});
