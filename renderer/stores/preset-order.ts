/** The order and grouping of presets, their filter, and which ones need their account beside their name. */
import type { Preset } from '../../electron/shared/ipc/contract.ts';
import { foldLookAlikesAndAccents, foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import { nameKey, nameTakenBy, nameWithEnd } from '../../electron/shared/domain/preset-names.ts';

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export interface PresetGroup {
  readonly list: string;
  readonly presets: readonly Preset[];
}

/** Presets in slots first, in the order of the slots; the others by name. The lists likewise. */
export function groupPresets(presets: readonly Preset[]): readonly PresetGroup[] {
  const place = (preset: Preset): number => preset.slot ?? Infinity;
  const bySlot = (a: Preset, b: Preset): number => (a.slot === b.slot ? 0 : place(a) - place(b));
  const ordered = [...presets].sort((a, b) => bySlot(a, b) || byName.compare(a.list, b.list) || byName.compare(a.name, b.name));
  const groups = new Map<string, Preset[]>();
  for (const preset of ordered) {
    const key = foldLookAlikes(preset.list);
    const group = groups.get(key);
    if (group) group.push(preset);
    else groups.set(key, [preset]);
  }
  return [...groups.values()].map((group) => ({ list: group[0]?.list ?? '', presets: group }));
}

/** Presets whose list has others of the same name for other accounts: by id, those others. */
export function namesakes(presets: readonly Preset[]): ReadonlyMap<string, readonly Preset[]> {
  const byName = new Map<string, Preset[]>();
  for (const preset of presets) {
    const key = nameKey(preset);
    byName.set(key, [...(byName.get(key) ?? []), preset]);
  }
  const shared = [...byName.values()].filter((group) => group.length > 1);
  return new Map(shared.flatMap((group) => group.map((preset) => [preset.id, group.filter((other) => other !== preset)] as const)));
}

/** Every typed word has to occur in name, list, template, campaign name or note; accents and case are ignored. */
export function filterPresets(presets: readonly Preset[], typed: string): readonly Preset[] {
  const words = foldLookAlikesAndAccents(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return presets;
  return presets.filter(({ name, list, template, subject, campaignName, note }) => {
    const text = foldLookAlikesAndAccents([name, list, template, subject, campaignName, note].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

/** "Shipping delay copy", "Shipping delay copy 2": a name that is unique in its list and account. */
export function copyName(preset: Pick<Preset, 'name' | 'list' | 'accountId'>, presets: readonly Preset[]): string {
  const base = preset.name.replace(/ copy( \d+)?$/, '');
  for (let count = 1; ; count++) {
    const name = nameWithEnd(base, count === 1 ? ' copy' : ` copy ${count}`);
    if (nameTakenBy({ ...preset, name }, presets) === null) return name;
  }
}
