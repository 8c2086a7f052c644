/** One-click fixes beside a field. */
import type { FieldFix } from '../../electron/shared/domain/result.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';

export interface FieldAction {
  /** The button's label. */
  label: string;
  run: () => void;
}

/** `put` receives the new text of the field. */
export const actionsOf = (fixes: readonly FieldFix[] | undefined, put: (value: string) => void): readonly FieldAction[] =>
  (fixes ?? []).map(({ label, value }) => ({ label: textOf(label), run: () => put(value) }));
