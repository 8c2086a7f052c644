/** The names that a text field offers. Pure. */
import { foldForFinding } from '../../electron/shared/base/fold-text.ts';

export interface NamedChoice {
  name: string;
  /** What tells two of one name apart, or why it is offered; may be empty. */
  detail: string;
  /** What is put into the field; the name where there is none. */
  value?: string;
}

export const valueOf = ({ name, value }: NamedChoice): string => value ?? name;

/** A name with what it is looked for by. */
export interface FoldedName extends NamedChoice {
  readonly folded: string;
}

/** Done once for all names: to fold five thousand of them takes longer than a key may. */
export const foldedNames = (choices: readonly NamedChoice[]): readonly FoldedName[] =>
  choices.map((choice) => ({
    ...choice,
    folded: foldForFinding(choice.value === undefined ? choice.name : `${choice.value} ${choice.name}`),
  }));

/** Those that hold every typed word, in any case and with any accents, in their order. */
export function namesWith(choices: readonly FoldedName[], typed: string): readonly FoldedName[] {
  const words = foldForFinding(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  return choices.filter(({ folded }) => words.every((word) => folded.includes(word)));
}
