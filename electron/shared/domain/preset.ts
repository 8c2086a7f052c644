/** A preset: a message without its recipient, saved under a name within a list. */
import * as v from 'valibot';
import { CommandSchema, FormatSchema } from './message.ts';
import { slots } from './preset-slots.ts';

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** What a person fills in for a preset; the send form can save the same. */
export const PresetDraftSchema = v.object({
  name: text(10_000),
  /** `null`: any account. */
  accountId: v.nullable(text(64)),
  /** See send-commands.ts. Fields that this command doesn't use are kept, so that they are still there when another command is chosen. */
  command: CommandSchema,
  list: text(10_000),
  template: text(10_000),
  subject: text(10_000),
  /** JSON without the person: the recipient is not part of a preset. */
  body: text(300_000),
  format: FormatSchema,
  campaignName: text(10_000),
  respectOptout: v.boolean(),
  snapshot: v.boolean(),
  note: text(10_000),
});
export type PresetDraft = v.InferOutput<typeof PresetDraftSchema>;

/** See preset-slots.ts. It is not part of the draft, so that saving a preset's content never moves the preset to another slot. */
export const SlotSchema = v.nullable(v.picklist(slots));

export const PresetSchema = v.object({
  id: text(64),
  ...PresetDraftSchema.entries,
  slot: SlotSchema,
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type Preset = v.InferOutput<typeof PresetSchema>;
