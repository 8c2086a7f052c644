/** Which of a realm's names is meant by one that was typed. A list or template goes as the realm writes it, to the byte. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import type { FieldFix } from './result.ts';
import { hiddenPlaces, takeTyped, type TextRefusal } from './typed-text.ts';

/** The lists or templates of a realm, as far as they are known. */
export type KnownNames = readonly { readonly name: string }[];

export type NameMatch =
  /** It's written as the realm writes it. */
  | { kind: 'same'; name: string }
  /** One name of the realm looks like it. */
  | { kind: 'alike'; name: string }
  | { kind: 'several'; names: readonly string[] }
  | { kind: 'none' };

interface FoldedNames {
  names: ReadonlySet<string>;
  byFold: ReadonlyMap<string, readonly string[]>;
}

/** Thousands of names take longer to fold than a key may take; what is known stays the same array until it is read anew. */
const foldedOnce = new WeakMap<KnownNames, FoldedNames>();

function folded(known: KnownNames): FoldedNames {
  const before = foldedOnce.get(known);
  if (before) return before;
  const names = new Set(known.map(({ name }) => name));
  const byFold = new Map<string, string[]>();
  for (const name of names) {
    const key = foldLookAlikes(name);
    byFold.set(key, [...(byFold.get(key) ?? []), name]);
  }
  const made = { names, byFold };
  foldedOnce.set(known, made);
  return made;
}

/** `typed` as it stands in the field, with whatever is at its ends. An empty text matches nothing. */
export function matchName(typed: string, known: KnownNames): NameMatch {
  const { names, byFold } = folded(known);
  for (const text of [typed, typed.trim(), trimHidden(typed, 'prose')])
    if (text !== '' && names.has(text)) return { kind: 'same', name: text };
  const key = foldLookAlikes(typed);
  const alike = key === '' ? [] : (byFold.get(key) ?? []);
  const [first, ...others] = alike;
  if (first === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'alike', name: first } : { kind: 'several', names: alike };
}

/** The name that goes. What no known name looks like goes as it is typed, for the realm may have changed since it was read. */
export function takeName(typed: string, known: KnownNames): { value: string } | TextRefusal {
  const match = matchName(typed, known);
  switch (match.kind) {
    case 'same':
    case 'alike':
      return { value: match.name };
    case 'several':
      return {
        text: { code: 'field.severalNames', params: { count: match.names.length } },
        fixes: match.names.slice(0, mostChoices).map(useName),
      };
    case 'none':
      return takeTyped(typed, { rule: 'prose', noun: 'name' });
  }
}

/** Buttons beside a field, at most. */
const mostChoices = 5;

/** Every kind of space but the ordinary one, and whatever can't be seen, tells one name from another that looks like it. */
const useName = (name: string): FieldFix => ({
  label: { code: 'field.useName', params: { name, hidden: hiddenPlaces(name, 'exact') } },
  value: name,
});
