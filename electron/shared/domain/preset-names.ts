/** When two presets have the same name to a person who picks one. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';

/** Characters of a preset's name. */
export const presetNameLimit = 100;

/** A preset as it is told from others. */
export interface PresetName {
  readonly name: string;
  readonly list: string;
  /** `null`: for any account, so it stands beside the presets of each. */
  readonly accountId: string | null;
}

const oneAccount = (a: PresetName, b: PresetName): boolean => a.accountId === null || b.accountId === null || a.accountId === b.accountId;

/** The same for presets that read the same in one list, whatever their accounts. */
export const nameKey = ({ list, name }: Pick<PresetName, 'list' | 'name'>): string => `${foldLookAlikes(list)}\n${foldLookAlikes(name)}`;

/** The first of `others` whose name `preset` can't have: names are unique per account and list. */
export function nameTakenBy<P extends PresetName>(preset: PresetName, others: readonly P[]): P | null {
  const key = nameKey(preset);
  return others.find((other) => oneAccount(preset, other) && nameKey(other) === key) ?? null;
}

/** The preset's name, with a number behind it where `others` have the name: "Delay (2)". Never longer than a name can be. */
export function freeName(preset: PresetName, others: readonly PresetName[]): string {
  if (nameTakenBy(preset, others) === null) return preset.name;
  for (let number = 2; ; number++) {
    const name = nameWithEnd(preset.name, ` (${number})`);
    if (nameTakenBy({ ...preset, name }, others) === null) return name;
  }
}

const signs = new Intl.Segmenter();

/** The name with `end` behind it, shortened by whole signs where that would be too long. */
export function nameWithEnd(name: string, end: string): string {
  const kept = Array.from(signs.segment(name), ({ segment }) => segment);
  while (kept.join('').length + end.length > presetNameLimit) kept.pop();
  return `${kept.join('').trimEnd()}${end}`;
}
