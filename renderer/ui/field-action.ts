/** What one click beside a field can do about what is said of it. Pure. */
import type { FieldFix } from '../../electron/shared/domain/field-fix.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';

export interface FieldAction {
  /** Of the button. */
  label: string;
  run: () => void;
}

/** `put` gets the whole text of the field. */
export const actionsOf = (fixes: readonly FieldFix[] | undefined, put: (value: string) => void): readonly FieldAction[] =>
  (fixes ?? []).map(({ label, value }) => ({ label: textOf(label), run: () => put(value) }));
