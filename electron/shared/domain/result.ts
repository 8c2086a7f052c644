/** Errors are values at module borders: a code for programs, a sentence for people, and the fields it belongs to. */
import { textOf, type Text } from '../i18n/text.ts';

/** Fields of a form that were refused, each with a plain sentence to show beside it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a person can do about a refused field with one click. */
export interface FieldFix {
  /** What the button says. */
  label: Text;
  /** The whole text of the field afterwards. */
  value: string;
}

/** By field, as the sentences are. A field may have none. */
export type FieldFixes = Readonly<Record<string, readonly FieldFix[]>>;

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
