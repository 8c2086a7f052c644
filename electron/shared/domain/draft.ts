/**
 * What is typed into the send form. The page hands it to main, which keeps it for the case that the page crashes or is reloaded. It stays
 * in memory: contacts and contents are written to no file.
 */
import * as v from 'valibot';
import { MessageSchema } from './message.ts';
import { PressIdSchema } from './press.ts';

const text = v.pipe(v.string(), v.maxLength(10_000));
const RecipientSchema = v.pick(MessageSchema, [
  'accountId',
  'command',
  'list',
  'template',
  'subject',
  'customerKey',
  'email',
  'firstName',
  'body',
]);
const servedState = v.picklist(['accepted', 'unknown']);

export const DraftSchema = v.object({
  fields: v.omit(MessageSchema, ['presetId']),
  presetId: MessageSchema.entries.presetId,
  gaps: v.array(text),
  otherPlace: v.object({ list: text, template: text }),
  /** Whether the person expanded the fields of the message. */
  isOpened: v.optional(v.boolean(), false),
  customFields: v.array(v.object({ name: v.string(), value: v.string(), was: v.optional(v.unknown()) })),
  /** The press that was under way when the page last saved this; `null` if there was none. */
  underWay: v.nullable(PressIdSchema),
  /** Whether the contact of that press had been sent to before. */
  isServed: v.boolean(),
  /** The recipient of the message that was waiting for its review; `null` if there was none, or if this contact had been sent to before. */
  reviewed: v.nullable(RecipientSchema),
  use: v.object({
    used: v.nullable(
      v.object({
        pressId: PressIdSchema,
        state: v.union([v.picklist(['sending', 'review']), servedState]),
        before: v.nullable(servedState),
        copy: RecipientSchema,
      }),
    ),
    earlier: v.nullable(RecipientSchema),
    refused: v.nullable(RecipientSchema),
    notSent: v.array(RecipientSchema),
    writtenOver: v.nullable(RecipientSchema),
    /** Whether the contact in the form was typed and not sent to since. */
    isTyped: v.boolean(),
  }),
});
export type Draft = v.InferOutput<typeof DraftSchema>;
