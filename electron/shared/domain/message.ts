/** A message: everything a person decides about one send. */
import * as v from 'valibot';
import { commandIds } from './send-commands.ts';

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

/** Fields of a form that were refused, each with a plain sentence to show beside it. */
export type FieldErrors = Readonly<Record<string, string>>;
