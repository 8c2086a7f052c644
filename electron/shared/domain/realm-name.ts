/** Finds the name in a realm that a typed name means. A list or template is sent exactly as the realm writes it, byte for byte. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import { trimHidden } from '../base/hidden-characters.ts';
import type { FieldFix } from './result.ts';
import { hiddenPlaces, parseTypedText, type TextRefusal } from './typed-text.ts';

/** The lists or templates of a realm, as far as they are known. */
export type KnownNames = readonly { readonly name: string }[];

export type NameMatch =
  /** It is written exactly as in the realm. */
  | { kind: 'same'; name: string }
  /** Exactly one name of the realm looks like it. */
  | { kind: 'alike'; name: string }
  | { kind: 'several'; names: readonly string[] }
  | { kind: 'none' };

interface FoldedNames {
  names: ReadonlySet<string>;
  byFold: ReadonlyMap<string, readonly string[]>;
}

/**
 * Folding thousands of names on every keystroke would be too slow, so the result is cached per array. The array of known names stays the
 * same until the realm is read again.
 */
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

/** `typed` is the field's whole text, including anything at its ends. An empty text matches nothing. */
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

/**
 * Returns the name that is sent. A name that looks like no known one is sent as it is typed, because the realm may have changed since it
 * was read.
 */
export function parseRealmName(typed: string, known: KnownNames): { value: string } | TextRefusal {
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
      return parseTypedText(typed, { rule: 'prose', noun: 'name' });
  }
}

/** How many fixes are suggested at most. */
const mostChoices = 5;

/**
 * The label names every hidden character, and every kind of space except the ordinary one, because otherwise the suggested names would look
 * the same.
 */
const useName = (name: string): FieldFix => ({
  label: { code: 'field.useName', params: { name, hidden: hiddenPlaces(name, 'exact') } },
  value: name,
});
