/** How presets stand in lists: which has which number, which list comes first, what a filter leaves. */
import type { Preset } from '../../electron/bridge/contract.ts';

/** Keys 1 to 9. */
const mostNumbers = 9;

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a person sees as the same list: case, outer spaces and ways to write an accent don't count. */
const listKey = (list: string): string => list.trim().normalize('NFC').toLowerCase();

/**
 * Ids of the first nine pinned presets, by the time they were made and not by name: a rename, or a new preset, must not
 * move the others to other keys.
 */
export function pinNumbers(presets: readonly Preset[]): ReadonlyMap<string, number> {
  const pinned = presets.filter((preset) => preset.pinned).sort((a, b) => a.createdAt - b.createdAt);
  return new Map(pinned.slice(0, mostNumbers).map((preset, index) => [preset.id, index + 1]));
}

export function presetOfNumber(presets: readonly Preset[], number: number): Preset | null {
  const numbers = pinNumbers(presets);
  return presets.find((preset) => numbers.get(preset.id) === number) ?? null;
}

export interface PresetGroup {
  readonly list: string;
  readonly presets: readonly Preset[];
}

/** Numbered ones first, in the order of their numbers; the rest by name. The lists likewise. */
export function groupPresets(presets: readonly Preset[], numbers: ReadonlyMap<string, number>): readonly PresetGroup[] {
  const rank = (preset: Preset): number => numbers.get(preset.id) ?? mostNumbers + 1;
  const ordered = [...presets].sort((a, b) => rank(a) - rank(b) || byName.compare(a.list, b.list) || byName.compare(a.name, b.name));
  const groups = new Map<string, Preset[]>();
  for (const preset of ordered) {
    const key = listKey(preset.list);
    const group = groups.get(key);
    if (group) group.push(preset);
    else groups.set(key, [preset]);
  }
  return [...groups.values()].map((group) => ({ list: group[0]?.list ?? '', presets: group }));
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** Every typed word has to be somewhere in name, list, template, campaign name or note; accents and case don't count. */
export function filterPresets(presets: readonly Preset[], typed: string): readonly Preset[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return presets;
  return presets.filter(({ name, list, template, subject, campaignName, note }) => {
    const text = folded([name, list, template, subject, campaignName, note].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

/** "Shipping delay copy", "Shipping delay copy 2": a name that its list does not have yet. */
export function copyName(preset: Pick<Preset, 'name' | 'list'>, presets: readonly Preset[]): string {
  const taken = new Set(presets.filter((one) => listKey(one.list) === listKey(preset.list)).map((one) => listKey(one.name)));
  const base = `${preset.name.replace(/ copy( \d+)?$/, '')} copy`;
  let name = base;
  for (let count = 2; taken.has(listKey(name)); count++) name = `${base} ${count}`;
  return name;
}
