/** A message: everything a person decides about one send, as typed and after it was checked. */
import * as v from 'valibot';
import { commandIds, type CommandId } from './send-commands.ts';
import type { RecipientKind } from './contact-body.ts';

/** 1 plain text, 2 HTML, 99 MIME (WhatCounts support: Send Message with Customer Key). */
export const formats = [1, 2, 99] as const;
export type Format = (typeof formats)[number];
export const FormatSchema = v.picklist(formats);

export const CommandSchema = v.picklist(commandIds);

const typed = v.pipe(v.string(), v.maxLength(10_000));

/** As typed. Length limits here only stop abuse; the rules a person meets are in check-message.ts. */
export const MessageSchema = v.object({
  accountId: v.pipe(v.string(), v.maxLength(64)),
  /** Which command of the API sends it; fields that it has no use for are left aside. */
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
  /** The preset the form was filled from, if any; for the log only. */
  presetId: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});
export type Message = v.InferOutput<typeof MessageSchema>;

/** A message that met every rule of check-message.ts: exactly what its request is made of. */
export interface CheckedMessage {
  command: CommandId;
  /** Name, or number in digits where the command wants that. */
  list: string;
  /** As `list`; the subject line of a message that has no template. */
  template: string;
  /** What names the contact: the customer key or, for a message without one, what `recipient` says. */
  customerKey: string;
  recipient: RecipientKind;
  /** What else in the body names the same contact. */
  alsoNamed: readonly string[];
  /** Only where the path names it; empty otherwise. */
  firstName: string;
  format: Format;
  campaignName: string;
  /** True where the command has no such argument. */
  respectOptout: boolean;
  snapshot: boolean;
  /** JSON, as typed; empty where the command has none. */
  body: string;
}
