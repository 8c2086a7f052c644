/** Which field errors are shown, and when. */
import type { FieldErrors } from '../../electron/shared/ipc/contract.ts';
import { fieldOrder, type FieldName, type Fields } from './fields.ts';

export interface ErrorSources {
  fields: Fields;
  /** From the preview: what prevents sending now. */
  preview: FieldErrors;
  /** From the last press, for fields that weren't changed since. */
  refused: FieldErrors;
  touched: ReadonlySet<FieldName>;
  /** Whether Send was pressed since the form was filled. */
  pressed: boolean;
}

/**
 * An empty field is an error only after Send was pressed, and an untouched field shows no error before that: a form shouldn't complain
 * while it is being filled in.
 */
export function shownErrors({ fields, preview, refused, touched, pressed }: ErrorSources): FieldErrors {
  const shown: Record<string, string> = {};
  for (const name of fieldOrder) {
    const text = refused[name] ?? preview[name];
    if (text === undefined) continue;
    const value = fields[name];
    const empty = typeof value === 'string' && value.trim() === '';
    if (pressed || refused[name] !== undefined || (touched.has(name) && !empty)) shown[name] = text;
  }
  return shown;
}

export const firstRefused = (errors: FieldErrors): FieldName | null => fieldOrder.find((name) => errors[name] !== undefined) ?? null;

export function without(errors: FieldErrors, name: string): FieldErrors {
  if (errors[name] === undefined) return errors;
  const { [name]: _, ...rest } = errors;
  return rest;
}
