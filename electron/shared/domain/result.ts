/** Errors are values at module borders: a code for programs, a sentence for people, and the fields it belongs to. */
import type { FieldErrors } from './message.ts';
import type { FieldFixes } from './field-fix.ts';
import { textOf, type Text } from '../i18n/text.ts';

export interface Failure {
  code: string;
  /** What happened, what it means for the message, what to do now. */
  sentence: string;
  fields?: FieldErrors;
  /** What one click can do about those fields. */
  fixes?: FieldFixes;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export function fail(code: string, sentence: string, fields?: FieldErrors, fixes?: FieldFixes): { ok: false; error: Failure } {
  return { ok: false, error: { code, sentence, ...(fields && { fields }), ...(fixes && { fixes }) } };
}

/** As `fail`, for a text with a code of its own. */
export const failText = (text: Text, fields?: FieldErrors): { ok: false; error: Failure } => fail(text.code, textOf(text), fields);
