/** The names suggested by a text field. */
import { foldLookAlikesAndAccents } from '../../electron/shared/base/fold-look-alikes.ts';

export interface NamedChoice {
  name: string;
  /** Distinguishes two of the same name, or says why it is suggested; may be empty. */
  detail: string;
  /** The text put into the field; without it, the name. */
  value?: string;
}

export const valueOf = ({ name, value }: NamedChoice): string => value ?? name;

/** A name with its search text. */
export interface FoldedName extends NamedChoice {
  readonly folded: string;
}

/** Done once for all names: folding five thousand of them takes longer than a key press may. */
export const foldedNames = (choices: readonly NamedChoice[]): readonly FoldedName[] =>
  choices.map((choice) => ({
    ...choice,
    folded: foldLookAlikesAndAccents(choice.value === undefined ? choice.name : `${choice.value} ${choice.name}`),
  }));

/** The names that contain every typed word, ignoring case and accents, in their order. */
export function namesWith(choices: readonly FoldedName[], typed: string): readonly FoldedName[] {
  const words = foldLookAlikesAndAccents(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  return choices.filter(({ folded }) => words.every((word) => folded.includes(word)));
}
