/** A message: everything a person decides about one send. */
import * as v from 'valibot';

/** 1 plain text, 2 HTML, 99 MIME (WhatCounts support: Send Message with Customer Key). */
export const formats = [1, 2, 99] as const;
export type Format = (typeof formats)[number];
export const FormatSchema = v.picklist(formats);

const typed = v.pipe(v.string(), v.maxLength(10_000));

/** As typed. Length limits here only stop abuse; the rules a person meets are in check-message.ts. */
export const MessageSchema = v.object({
  accountId: v.pipe(v.string(), v.maxLength(64)),
  list: typed,
  template: typed,
  customerKey: typed,
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
