/** What a person can do about a refused field with one click, beside the sentence that refuses it. */
import type { Text } from '../i18n/text.ts';

export interface FieldFix {
  /** What the button says. */
  label: Text;
  /** The whole text of the field afterwards. */
  value: string;
}

/** By field, as the sentences are. A field may have none. */
export type FieldFixes = Readonly<Record<string, readonly FieldFix[]>>;
