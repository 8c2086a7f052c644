/** Navigating and filtering a list of choices. */
import { foldLookAlikesAndAccents } from '../../electron/shared/base/fold-look-alikes.ts';

export interface ListChoice {
  value: string;
  label: string;
}

/** A longer list gets a filter box. */
export const maxWithoutFilter = 8;
/** More are not rendered at once: nobody reads them, and rendering takes time. */
export const maxShown = 200;

/** Chosen values come first, including those that are no longer among the choices. */
export function chosenFirst(choices: readonly ListChoice[], chosen: readonly string[]): readonly ListChoice[] {
  const known = new Map(choices.map((choice) => [choice.value, choice]));
  const first = chosen.map((value) => known.get(value) ?? { value, label: value });
  return [...first, ...choices.filter(({ value }) => !chosen.includes(value))];
}

/** Choices whose label contains every typed word, ignoring case and accents. */
export function matching(choices: readonly ListChoice[], typed: string): readonly ListChoice[] {
  const words = foldLookAlikesAndAccents(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  return choices.filter(({ label }) => words.every((word) => foldLookAlikesAndAccents(label).includes(word)));
}

/** The index that a key leads to in a list of that length; `null` for other keys. */
export function indexForKey(key: string, active: number, length: number): number | null {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 10, PageUp: active - 10, Home: 0, End: length - 1 }[key];
  return to === undefined || length === 0 ? null : Math.min(Math.max(to, 0), length - 1);
}

export const toggled = (chosen: readonly string[], value: string): string[] =>
  chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
