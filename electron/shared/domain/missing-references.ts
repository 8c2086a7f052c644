/** Which presets name a list or a template that their realm did not have when it was read. */
import { foldLookAlikesAndAccents } from '../base/fold-look-alikes.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import type { Preset } from './preset.ts';
import { sendCommands } from './send-commands.ts';
import type { CatalogKind, Catalog, CatalogPart } from './catalog.ts';

/** At least one of the two is gone. */
export interface MissingReferences {
  presetId: string;
  list: boolean;
  template: boolean;
}

/**
 * `formAccountId`: whose realm a preset for any account is judged by; empty for none. A realm that was never read, or not to the end, says
 * nothing of what is gone. Names that differ in case, accents or outer spaces alone count as the same here: whether the API minds them is
 * not documented.
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

/** Whether a name, or a number, is gone. */
type Judge = (typed: string, namedBy: 'name' | 'id') => boolean;
type Realm = Readonly<Record<CatalogKind, Judge>>;

function judge({ items, readAt, whole }: CatalogPart): Judge {
  if (readAt === null || !whole) return () => false;
  const names = new Set(items.map(({ name }) => name));
  const numbers = new Set(items.map(({ id }) => String(id)));
  // Folding all of them takes longer, and few presets need it.
  let folded: ReadonlySet<string> | null = null;
  return (typed, namedBy) => {
    const text = trimHidden(typed, 'prose');
    // An object whose number is not told may be the one.
    // What is no number was never one: the form says that.
    if (namedBy === 'id') return /^\d+$/.test(text) && !numbers.has(text) && !numbers.has('null');
    if (text === '' || names.has(text)) return false;
    folded ??= new Set(items.map(({ name }) => foldLookAlikesAndAccents(name)));
    return !folded.has(foldLookAlikesAndAccents(text));
  };
}
