/** What is typed into the send form, and how it relates to messages, presets and entries. Pure. */
import type { EntryDetail, Message, Preset, PresetDraft } from '../../electron/bridge/contract.ts';

export type Fields = Omit<Message, 'presetId'>;
export type FieldName = keyof Fields;

/** The order of the form, which is the order in which a refused field is sought. */
export const fieldOrder = [
  'customerKey',
  'accountId',
  'list',
  'template',
  'format',
  'campaignName',
  'respectOptout',
  'snapshot',
] as const satisfies readonly FieldName[];

export const isFieldName = (text: string): text is FieldName => fieldOrder.some((name) => name === text);

/** Campaign names: characters (WhatCounts support: Send Message with Customer Key). */
export const campaignNameLimit = 100;

export const emptyFields = (accountId: string): Fields => ({
  accountId,
  list: '',
  template: '',
  customerKey: '',
  format: 99,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
});

/** A preset for any account keeps the one that is chosen. The customer key is never part of a preset. */
export const fieldsOfPreset = (preset: Preset, now: Pick<Fields, 'accountId' | 'customerKey'>): Fields => ({
  accountId: preset.accountId ?? now.accountId,
  list: preset.list,
  template: preset.template,
  customerKey: now.customerKey,
  format: preset.format,
  campaignName: preset.campaignName,
  respectOptout: preset.respectOptout,
  snapshot: preset.snapshot,
});

export const fieldsOfEntry = (entry: EntryDetail): Fields => ({
  accountId: entry.accountId,
  list: entry.list,
  template: entry.template,
  customerKey: entry.customerKey,
  format: entry.format,
  campaignName: entry.campaignName,
  respectOptout: entry.respectOptout,
  snapshot: entry.snapshot,
});

/** Outer spaces don't count: they are taken off on saving and on sending. */
export function differsFromPreset(fields: Fields, preset: Preset): boolean {
  return (
    (preset.accountId !== null && fields.accountId !== preset.accountId) ||
    fields.list.trim() !== preset.list ||
    fields.template.trim() !== preset.template ||
    fields.campaignName.trim() !== preset.campaignName ||
    fields.format !== preset.format ||
    fields.respectOptout !== preset.respectOptout ||
    fields.snapshot !== preset.snapshot
  );
}

/** Whether something would be lost if another preset took the place of what is typed. */
export function hasUnsaved(fields: Fields, preset: Preset | null): boolean {
  if (preset) return differsFromPreset(fields, preset);
  return [fields.list, fields.template, fields.campaignName].some((text) => text.trim() !== '');
}

/** What the form can save of itself. */
export const presetPart = (fields: Fields): Omit<PresetDraft, 'name' | 'note' | 'pinned' | 'accountId'> => ({
  list: fields.list,
  template: fields.template,
  format: fields.format,
  campaignName: fields.campaignName,
  respectOptout: fields.respectOptout,
  snapshot: fields.snapshot,
});
