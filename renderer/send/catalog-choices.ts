/** The choices of List and Template, and hints about names that aren't among them. */
import type { CatalogKind, CatalogPart } from '../../electron/shared/ipc/contract.ts';
import { withPlainDigits } from '../../electron/shared/base/plain-characters.ts';
import { foldLookAlikesAndAccents } from '../../electron/shared/base/fold-look-alikes.ts';
import { trimHidden } from '../../electron/shared/base/hidden-characters.ts';
import type { FieldFix } from '../../electron/shared/domain/result.ts';
import { matchName } from '../../electron/shared/domain/realm-name.ts';
import { hiddenPlaces, hiddenRefusal } from '../../electron/shared/domain/typed-text.ts';
import type { HiddenPlace } from '../../electron/shared/i18n/field-text.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { NamedChoice } from '../ui/combobox.ts';
import { agoText } from '../text/time-text.ts';

/** Recently used names first, then the others by name. Items of the same name are distinguished by their numbers. */
export function choicesOf(part: CatalogPart, used: readonly string[]): readonly NamedChoice[] {
  const times = new Map<string, number>();
  for (const { name } of part.items) times.set(name, (times.get(name) ?? 0) + 1);
  const detail = ({ id, name }: CatalogPart['items'][number]): string => ((times.get(name) ?? 0) > 1 && id !== null ? `number ${id}` : '');
  const place = new Map(used.map((name, index) => [name, index]));
  const isUsed = ({ name }: { name: string }): boolean => place.has(name);
  const first = part.items.filter(isUsed).sort((one, other) => (place.get(one.name) ?? 0) - (place.get(other.name) ?? 0));
  // A used name that is not in the catalog (any more) isn't offered.
  return [...first, ...part.items.filter((item) => !isUsed(item))].map((item) => ({ name: item.name, detail: detail(item) }));
}

/** The same for a command that takes numbers: a name is picked and its number is used. Items without a number can't be picked. */
export const numberedChoicesOf = (part: CatalogPart, used: readonly string[]): readonly NamedChoice[] =>
  [...part.items]
    .filter(({ id }) => id !== null)
    .sort((one, other) => Number(isAmong(used, other)) - Number(isAmong(used, one)))
    .map(({ id, name }) => ({ name, detail: `number ${String(id)}`, value: String(id) }));

/** The log has used items by name or by number. */
const isAmong = (used: readonly string[], { id, name }: CatalogPart['items'][number]): boolean =>
  used.includes(name) || used.includes(String(id));

const one: Readonly<Record<CatalogKind, string>> = { lists: 'list', templates: 'template' };

/** The hint below a typed name, and the replacements that it offers. */
export interface NameHint {
  text: string;
  fixes: readonly FieldFix[];
}

const nothing: NameHint = { text: '', fixes: [] };

/**
 * Only a hint: the catalog may be out of date, and the main process rejects what can't be sent. `part` is `null` if nothing is known about
 * the realm. `ofPreset`: the typed name is the preset's.
 */
export function nameHint(kind: CatalogKind, part: CatalogPart | null, typed: string, now: number, ofPreset = false): NameHint {
  const name = trimHidden(typed, 'prose');
  if (name === '') return nothing;
  const match = matchName(typed, part?.items ?? []);
  if (match.kind === 'same' || match.kind === 'several') return nothing;
  if (match.kind === 'alike') return { text: writtenHint(match.name, name), fixes: [] };
  const accents = part?.items.find((item) => foldLookAlikesAndAccents(item.name) === foldLookAlikesAndAccents(name));
  if (accents) {
    const use: FieldFix = { label: { code: 'field.useName', params: { name: accents.name, hidden: [] } }, value: accents.name };
    return { text: `This realm has “${accents.name}”.`, fixes: [use] };
  }
  const hidden = hiddenHint(name);
  if (part === null || part.readAt === null || !part.whole) return hidden;
  if (ofPreset) return { ...hidden, text: missingReferenceHint(kind, part.readAt, now) };
  const age = agoText(part.readAt, now);
  const unknown = `No ${one[kind]} of this name was in this realm when it was read (${age === 'just now' ? age : `${age} ago`}).`;
  return { ...hidden, text: [unknown, hidden.text].filter((text) => text !== '').join(' ') };
}

/** How the realm writes the name; hidden characters are described. */
function writtenHint(name: string, typed: string): string {
  const [ofName, ofTyped] = [hiddenPlaces(name, 'exact'), hiddenPlaces(typed, 'exact')];
  const hidden = beyond(ofName, ofTyped);
  const left = beyond(ofTyped, ofName);
  if (hidden.length === 0 && left.length > 0) return textOf({ code: 'field.sentWithout', params: { hidden: left } });
  return textOf({ code: 'field.sentAs', params: { name, hidden } });
}

/** Characters of the first that don't occur in the second. */
const beyond = (some: readonly HiddenPlace[], others: readonly HiddenPlace[]): readonly HiddenPlace[] =>
  some.filter(({ character }) => others.every((other) => other.character !== character));

/** Hidden characters in an unknown name, which may really be part of it. */
function hiddenHint(name: string): NameHint {
  const hidden = hiddenPlaces(name, 'exact');
  if (hidden.length === 0) return nothing;
  const fixes = hiddenRefusal(name, { rule: 'exact', noun: 'name' })?.fixes ?? [];
  return { text: textOf({ code: 'field.sentAsTyped', params: { hidden } }), fixes: fixes };
}

/** The name that a typed number stands for; only a hint, as with names. */
export function numberHint(kind: CatalogKind, part: CatalogPart, typed: string, now: number, ofPreset = false): string {
  const number = withPlainDigits(trimHidden(typed, 'exact'));
  if (number === '' || part.readAt === null || !/^\d+$/.test(number)) return '';
  const item = part.items.find(({ id }) => String(id) === number);
  if (item) return item.name;
  if (!part.whole) return '';
  if (ofPreset && part.items.every(({ id }) => id !== null)) return missingReferenceHint(kind, part.readAt, now);
  return `No ${one[kind]} had this number in this realm when it was read.`;
}

/** Short enough for one line. */
function missingReferenceHint(kind: CatalogKind, readAt: number, now: number): string {
  const age = agoText(readAt, now);
  return `This preset’s ${one[kind]} was gone when this realm was read (${age === 'just now' ? age : `${age} ago`}).`;
}

/** "1,203 lists, read 9 min ago." */
export function catalogText(kind: CatalogKind, part: CatalogPart, now: number): string {
  if (part.readAt === null) return '';
  const count = part.items.length.toLocaleString('en');
  const age = agoText(part.readAt, now);
  const more = part.whole ? '' : ' There are more.';
  return `${count} ${one[kind]}${part.items.length === 1 ? '' : 's'}, read ${age === 'just now' ? age : `${age} ago`}.${more}`;
}
