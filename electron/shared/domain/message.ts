/** A message: everything a person decides about one send, both as typed and as checked. */
import * as v from 'valibot';
import { commandIds, type CommandId } from './send-commands.ts';
import type { RecipientKind } from './body-recipient.ts';

/** 1 plain text, 2 HTML, 99 MIME (WhatCounts support: Send Message with Customer Key). */
export const formats = [1, 2, 99] as const;
export type Format = (typeof formats)[number];
export const FormatSchema = v.picklist(formats);

export const CommandSchema = v.picklist(commandIds);

const typed = v.pipe(v.string(), v.maxLength(10_000));

/** As typed. The length limits here only stop abuse; the rules that people see are in check-message.ts. */
export const MessageSchema = v.object({
  accountId: v.pipe(v.string(), v.maxLength(64)),
  /** The API command that sends it; fields that this command doesn't use are ignored. */
  command: CommandSchema,
  list: typed,
  template: typed,
  customerKey: typed,
  email: typed,
  firstName: typed,
  subject: typed,
  /** JSON. */
  body: v.pipe(v.string(), v.maxLength(10_000_000)),
  format: FormatSchema,
  campaignName: typed,
  respectOptout: v.boolean(),
  snapshot: v.boolean(),
  /** The preset that the form was filled from, if any; for the log only. */
  presetId: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});
export type Message = v.InferOutput<typeof MessageSchema>;

/** A message that passed every rule of check-message.ts. Its request is made from exactly these fields. */
export interface CheckedMessage {
  command: CommandId;
  /** Name, or number in digits if the command takes numbers. */
  list: string;
  /** As `list`; the subject line if the message has no template. */
  template: string;
  /** What names the contact: the customer key or, for a message without one, the value that `recipient` describes. */
  customerKey: string;
  recipient: RecipientKind;
  /** Other names of the same contact in the body. */
  alsoNamed: readonly string[];
  /** Only if the path contains it; empty otherwise. */
  firstName: string;
  format: Format;
  campaignName: string;
  /** True if the command has no such argument. */
  respectOptout: boolean;
  snapshot: boolean;
  /** JSON, as typed; empty if the command has none. */
  body: string;
}
