/** The fields of the send form, and how they relate to messages, presets and entries. */
import {
  sendCommands,
  bodyWithRecipient,
  withoutRedactedFields,
  bodyWithoutRecipient,
  type EntryDetail,
  type Message,
  type Preset,
  type PresetDraft,
} from '../../electron/shared/ipc/contract.ts';

export type Fields = Omit<Message, 'presetId'>;
export type FieldName = keyof Fields;

/** The order in which rejected fields get the focus: the recipient first, because it is typed for every send. */
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

/** The fields that a preset fills in, except those sent in a body: these can be folded. */
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

/** The recipient is never part of a preset, so it stays; so does the account if the preset is for any account. */
export const fieldsOfPreset = (
  preset: Preset,
  now: Pick<Fields, 'accountId' | 'customerKey' | 'email' | 'firstName' | 'body'>,
): Fields => ({
  ...presetPart(preset),
  accountId: preset.accountId ?? now.accountId,
  customerKey: now.customerKey,
  email: now.email,
  firstName: now.firstName,
  // A hidden body must not reappear later for another recipient: keep it only for commands that show it.
  body: sendCommands[preset.command].contact === 'body' ? bodyWithRecipient(preset.body, now.body) : '',
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
    body: withoutRedactedFields(entry.requestBody ?? ''),
    format: entry.format,
    campaignName: entry.campaignName,
    respectOptout: entry.respectOptout,
    snapshot: entry.snapshot,
  };
};

/** Outer spaces are ignored: they are trimmed when saving and sending. */
export function differsFromPreset(fields: Fields, preset: Preset): boolean {
  return (
    (preset.accountId !== null && fields.accountId !== preset.accountId) ||
    fields.command !== preset.command ||
    fields.list.trim() !== preset.list ||
    fields.template.trim() !== preset.template ||
    fields.subject.trim() !== preset.subject ||
    (sendCommands[fields.command].contact === 'body' && bodyWithoutRecipient(fields.body) !== preset.body) ||
    fields.campaignName.trim() !== preset.campaignName ||
    fields.format !== preset.format ||
    fields.respectOptout !== preset.respectOptout ||
    fields.snapshot !== preset.snapshot
  );
}

/** Whether loading another preset would lose something that was typed. */
export function hasUnsaved(fields: Fields, preset: Preset | null): boolean {
  // A preset doesn't store the recipient in a body, so any body that isn't the preset's own may be lost.
  if (sendCommands[fields.command].contact === 'body' && fields.body.trim() !== (preset?.body ?? '')) return true;
  if (preset) return differsFromPreset(fields, preset);
  return [fields.list, fields.template, fields.subject, fields.campaignName].some((text) => text.trim() !== '');
}

type PresetPart = Omit<PresetDraft, 'name' | 'note' | 'accountId'>;

/** The fields to save as a preset. */
export const presetPart = ({ command, list, template, subject, body, ...fields }: PresetPart): PresetPart => ({
  command,
  list,
  template,
  subject,
  // The main process removes the recipient from it.
  body: sendCommands[command].contact === 'body' ? body : '',
  format: fields.format,
  campaignName: fields.campaignName,
  respectOptout: fields.respectOptout,
  snapshot: fields.snapshot,
});
