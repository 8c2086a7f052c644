/** Errors are values at the boundaries of modules: a code for programs, a text for people, and the fields that it belongs to. */
import { textOf, type Text } from '../i18n/text.ts';

/** Refused fields of a form, each with the text to show beside it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a person can do about a refused field with one click. */
export interface FieldFix {
  /** The text of the button. */
  label: Text;
  /** The whole text of the field afterwards. */
  value: string;
}

/** Fixes by field, as in `FieldErrors`. A field may have none. */
export type FieldFixes = Readonly<Record<string, readonly FieldFix[]>>;

export interface Failure {
  code: string;
  /** What happened, what it means for the message and what to do now. */
  sentence: string;
  fields?: FieldErrors;
  /** Fixes for those fields that need one click. */
  fixes?: FieldFixes;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export function fail(code: string, sentence: string, fields?: FieldErrors, fixes?: FieldFixes): { ok: false; error: Failure } {
  return { ok: false, error: { code, sentence, ...(fields && { fields }), ...(fixes && { fixes }) } };
}

/** As `fail`, for a text that has a code already. */
export const failText = (text: Text, fields?: FieldErrors): { ok: false; error: Failure } => fail(text.code, textOf(text), fields);
