/** Reads one template from a response of the API. */
import * as v from 'valibot';
import { asArray, jsonBody } from './json-body.ts';
import type { WireResponse } from '../net/transport.ts';

export interface Template {
  /** `null` if the response names none. */
  id: number | null;
  name: string;
  subject: string;
  /** `null` if there is none: a field that was never set is absent. */
  html: string | null;
  plainText: string | null;
  deleted: boolean;
}

/** A template is read by its number only (WhatCounts support: Get Template by ID). */
export const templatePath = (id: number): string => `/rest/templates/${id}`;

/** Numbers may be strings, and perhaps flags, too; blank counts as absent (WhatCounts support: URI Structure and Response). */
const id = v.fallback(
  v.nullable(v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.digits(), v.maxLength(15), v.transform(Number))])),
  null,
);
const text = v.fallback(v.string(), '');
const flag = v.fallback(
  v.union([
    v.boolean(),
    v.pipe(
      v.literal('true'),
      v.transform(() => true),
    ),
  ]),
  false,
);
const TemplateSchema = v.object({
  id,
  name: text,
  subject: text,
  templateDataHtml: text,
  templateDataPlaintext: text,
  deletedFlag: flag,
});

/** Fields that only templates have: an object without any of them is something else. */
const templateFields = ['subject', 'templateDataHtml', 'templateDataPlaintext', 'templateFolderId', 'templateSize'];

/** `null` if the body has no template. An array of one is accepted, because collections of templates are arrays. */
export function readTemplate(response: WireResponse): Template | null {
  const objects = asArray(jsonBody(response));
  const [found] = objects;
  if (objects.length !== 1 || typeof found !== 'object' || found === null || 'error' in found) return null;
  if (!templateFields.some((mark) => mark in found)) return null;
  const read = v.safeParse(TemplateSchema, found);
  if (!read.success) return null;
  const { name, subject, templateDataHtml, templateDataPlaintext, deletedFlag } = read.output;
  return {
    id: read.output.id,
    name,
    subject,
    html: templateDataHtml.trim() === '' ? null : templateDataHtml,
    plainText: templateDataPlaintext.trim() === '' ? null : templateDataPlaintext,
    deleted: deletedFlag,
  };
}
