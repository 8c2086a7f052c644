/** Finds presets that name a list or a template that their realm did not have when it was last read. */
import { foldLookAlikesAndAccents } from '../base/fold-look-alikes.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import type { Preset } from './preset.ts';
import { sendCommands } from './send-commands.ts';
import type { CatalogKind, Catalog, CatalogPart } from './catalog.ts';

/** `list`, `template`: whether it no longer exists. At least one of the two is true. */
export interface MissingReferences {
  presetId: string;
  list: boolean;
  template: boolean;
}

/**
 * `formAccountId`: the account whose realm is used for presets for any account; empty for none. Nothing counts as missing in a realm that
 * was never read, or not completely. Names that differ only in case, accents or outer spaces count as the same here, because it is not
 * documented whether the API distinguishes them.
 */
export function missingReferencesOf(
  presets: readonly Preset[],
  formAccountId: string,
  catalogOf: (accountId: string) => Catalog | null,
): readonly MissingReferences[] {
  const realms = new Map<string, Realm | null>();
  const realmOf = (accountId: string): Realm | null => {
    const known = realms.get(accountId);
    if (known !== undefined) return known;
    const catalog = catalogOf(accountId);
    const realm = catalog && { lists: judge(catalog.lists), templates: judge(catalog.templates) };
    realms.set(accountId, realm);
    return realm;
  };
  return presets.flatMap((preset) => {
    const realm = realmOf(preset.accountId ?? formAccountId);
    if (realm === null) return [];
    const { namedBy, hasTemplate } = sendCommands[preset.command];
    const list = realm.lists(preset.list, namedBy);
    const template = hasTemplate && realm.templates(preset.template, namedBy);
    return list || template ? [{ presetId: preset.id, list, template }] : [];
  });
}

/** Whether the realm lacks this name or number. */
type Judge = (typed: string, namedBy: 'name' | 'id') => boolean;
type Realm = Readonly<Record<CatalogKind, Judge>>;

function judge({ items, readAt, whole }: CatalogPart): Judge {
  if (readAt === null || !whole) return () => false;
  const names = new Set(items.map(({ name }) => name));
  const numbers = new Set(items.map(({ id }) => String(id)));
  // Folding all names takes longer and few presets need it, so it is done on first use.
  let folded: ReadonlySet<string> | null = null;
  return (typed, namedBy) => {
    const text = trimHidden(typed, 'prose');
    // If the realm has an item without a number, that item may be the one, so nothing counts as missing. Text that isn't a number was never
    // a valid one, and the form reports that.
    if (namedBy === 'id') return /^\d+$/.test(text) && !numbers.has(text) && !numbers.has('null');
    if (text === '' || names.has(text)) return false;
    folded ??= new Set(items.map(({ name }) => foldLookAlikesAndAccents(name)));
    return !folded.has(foldLookAlikesAndAccents(text));
  };
}
