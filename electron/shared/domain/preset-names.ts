/** When two presets have the same name, as seen by a person who picks one. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';

/** Maximum length of a preset's name, in characters. */
export const presetNameLimit = 100;

/** What distinguishes a preset from others in a list. */
export interface PresetName {
  readonly name: string;
  readonly list: string;
  /** `null`: for any account, so it is shown beside the presets of every account. */
  readonly accountId: string | null;
}

const oneAccount = (a: PresetName, b: PresetName): boolean => a.accountId === null || b.accountId === null || a.accountId === b.accountId;

/** A key that is equal for presets with the same list and a name that looks the same, whatever their accounts. */
export const nameKey = ({ list, name }: Pick<PresetName, 'list' | 'name'>): string => `${foldLookAlikes(list)}\n${foldLookAlikes(name)}`;

/** The first of `others` that already has the name of `preset`, or `null`: names are unique per account and list. */
export function nameTakenBy<P extends PresetName>(preset: PresetName, others: readonly P[]): P | null {
  const key = nameKey(preset);
  return others.find((other) => oneAccount(preset, other) && nameKey(other) === key) ?? null;
}

/** The preset's name, with a number appended if one of `others` has that name already: "Delay (2)". It is never longer than the limit. */
export function freeName(preset: PresetName, others: readonly PresetName[]): string {
  if (nameTakenBy(preset, others) === null) return preset.name;
  for (let number = 2; ; number++) {
    const name = nameWithEnd(preset.name, ` (${number})`);
    if (nameTakenBy({ ...preset, name }, others) === null) return name;
  }
}

const signs = new Intl.Segmenter();

/** The name followed by `end`. If that is too long, whole characters, as people see them, are removed from the name. */
export function nameWithEnd(name: string, end: string): string {
  const kept = Array.from(signs.segment(name), ({ segment }) => segment);
  while (kept.join('').length + end.length > presetNameLimit) kept.pop();
  return `${kept.join('').trimEnd()}${end}`;
}
