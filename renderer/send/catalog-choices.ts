/** What List and Template offer, and what is said of a name that they don't offer. Pure. */
import type { CatalogKind, CatalogPart } from '../../electron/bridge/contract.ts';
import { fold } from '../ui/choice-list.ts';
import type { NamedChoice } from '../ui/combobox.ts';
import { agoWords } from './send-words.ts';

/** What was used lately comes first, then the others in the order of their names. Two of one name are told apart by their numbers. */
export function choicesOf(part: CatalogPart, used: readonly string[]): readonly NamedChoice[] {
  const times = new Map<string, number>();
  for (const { name } of part.items) times.set(name, (times.get(name) ?? 0) + 1);
  const detail = ({ id, name }: CatalogPart['items'][number]): string => ((times.get(name) ?? 0) > 1 && id !== null ? `number ${id}` : '');
  const place = new Map(used.map((name, index) => [name, index]));
  const isUsed = ({ name }: { name: string }): boolean => place.has(name);
  const first = part.items.filter(isUsed).sort((one, other) => (place.get(one.name) ?? 0) - (place.get(other.name) ?? 0));
  // A name that is not in the catalog (any more) may have been used: then it is not offered.
  return [...first, ...part.items.filter((item) => !isUsed(item))].map((item) => ({ name: item.name, detail: detail(item) }));
}

const one: Readonly<Record<CatalogKind, string>> = { lists: 'list', templates: 'template' };

/** A hint only: what was read may be old. Empty where there is nothing to say. */
export function unknownNameHint(kind: CatalogKind, part: CatalogPart, typed: string, now: number): string {
  const name = typed.trim();
  if (name === '' || part.readAt === null || !part.whole || part.items.some((item) => item.name === name)) return '';
  const folded = fold(name);
  const alike = part.items.find((item) => fold(item.name) === folded);
  if (alike) return `This realm writes it “${alike.name}”.`;
  const age = agoWords(part.readAt, now);
  return `No ${one[kind]} of this name was in this realm when it was read (${age === 'just now' ? age : `${age} ago`}).`;
}

/** "1,203 lists, read 9 min ago." */
export function catalogWords(kind: CatalogKind, part: CatalogPart, now: number): string {
  if (part.readAt === null) return '';
  const count = part.items.length.toLocaleString('en');
  const age = agoWords(part.readAt, now);
  const more = part.whole ? '' : ' There are more.';
  return `${count} ${one[kind]}${part.items.length === 1 ? '' : 's'}, read ${age === 'just now' ? age : `${age} ago`}.${more}`;
}
