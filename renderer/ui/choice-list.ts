/** Finding one's way in a list of choices. Pure. */
import { foldForFinding } from '../../electron/shared/base/fold-text.ts';

export interface ListChoice {
  value: string;
  label: string;
}

/** A list of this length is read at a glance; a longer one has a box to filter it by. */
export const atAGlance = 8;
/** More are not shown at once: nobody reads them, and making them takes time. */
export const mostShown = 200;

/** What is chosen comes first, also when it is no longer among the choices. */
export function chosenFirst(choices: readonly ListChoice[], chosen: readonly string[]): readonly ListChoice[] {
  const known = new Map(choices.map((choice) => [choice.value, choice]));
  const first = chosen.map((value) => known.get(value) ?? { value, label: value });
  return [...first, ...choices.filter(({ value }) => !chosen.includes(value))];
}

/** Choices whose label holds every typed word, in any case and with any accents. */
export function matching(choices: readonly ListChoice[], typed: string): readonly ListChoice[] {
  const words = foldForFinding(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  return choices.filter(({ label }) => words.every((word) => foldForFinding(label).includes(word)));
}

/** The place that a key leads to in a list of that length; `null` for keys that lead to none. */
export function placeFor(key: string, active: number, length: number): number | null {
  const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 10, PageUp: active - 10, Home: 0, End: length - 1 }[key];
  return to === undefined || length === 0 ? null : Math.min(Math.max(to, 0), length - 1);
}

export const toggled = (chosen: readonly string[], value: string): string[] =>
  chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
