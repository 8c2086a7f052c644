/** Texts beside a field about what was typed into it. */

/** What is typed, as a sentence calls it. */
export type TypedNoun =
  | 'customer key'
  | 'e-mail address'
  | 'first name'
  | 'name'
  | 'realm name'
  | 'API client name'
  | 'site URL'
  | 'user name'
  | 'campaign name'
  | 'text'
  | 'note';

/** Where a character stands that can't be seen. */
export interface HiddenPlace {
  /** Its name and number, such as "zero width joiner (U+200D)". */
  character: string;
  /** What can be seen before it; empty at the beginning. */
  after: string;
}

export interface HiddenParams extends HiddenPlace {
  noun: TypedNoun;
  kind: 'blank' | 'invisible' | 'control';
  /** Counted from 1. */
  place: number;
  /** How many other characters of this kind follow. */
  more: number;
}

const withArticle = (text: string): string => `${/^[aeiou]/i.test(text) ? 'an' : 'a'} ${text}`;
const placed = ({ character, after }: HiddenPlace): string =>
  `${withArticle(character)} ${after === '' ? 'at the beginning' : `after “${after}”`}`;
const allPlaced = (places: readonly HiddenPlace[]): string => {
  const [first, ...others] = places;
  if (first === undefined) return '';
  return others.length === 0
    ? placed(first)
    : `${placed(first)} and ${others.length} more such ${others.length === 1 ? 'character' : 'characters'}`;
};

const hiddenKinds = {
  blank: 'has a character that looks like a space',
  invisible: 'has an invisible character',
  control: "has a character that can't be used",
} as const;

const edges = { start: 'begins', end: 'ends', both: 'begins and ends' } as const;

type PlaceParams = Omit<HiddenParams, 'noun' | 'kind'>;

/** Such as "a tab (U+0009), character 7, after “ck1042”." */
function pointedOut({ character, place, after, more }: PlaceParams): string {
  const where = after === '' ? `character ${place}` : `character ${place}, after “${after}”`;
  const others = more === 0 ? '' : ` ${more} more ${more === 1 ? 'follows' : 'follow'}.`;
  return `${withArticle(character)}, ${where}.${others}`;
}

export const fieldText = {
  'field.hidden': ({ noun, kind, ...where }: HiddenParams): string => `This ${noun} ${hiddenKinds[kind]}: ${pointedOut(where)}`,
  /** Several lines, or cells of a table, where one is wanted. */
  'field.separated': ({ noun, kind: _, ...where }: HiddenParams): string =>
    `This ${noun} has more than one line or table cell: ${pointedOut(where)}`,
  'field.dash': (where: PlaceParams): string => `This customer key has a character that looks like a hyphen: ${pointedOut(where)}`,
  'field.useHyphen': ({ count }: { count: number }): string => (count === 1 ? 'Replace it with a hyphen' : 'Replace them with hyphens'),
  'field.removeIt': ({ count }: { count: number }): string => (count === 1 ? 'Remove it' : 'Remove them'),
  'field.useSpace': ({ count }: { count: number }): string => (count === 1 ? 'Replace it with a space' : 'Replace them with spaces'),
  'field.use': ({ text }: { text: string }): string => `Use ${text}`,

  /** Of a name inside a body of JSON. */
  'field.bodySpaces': ({ field }: { field: string }): string => `${field} begins or ends with a space, which would make it another one.`,

  /** A member of a body that looks like one that names the contact. `isBeside`: that one is there, too. */
  'field.alikeMember': ({ written, meant, isBeside }: { written: string; meant: string; isBeside: boolean }): string =>
    isBeside
      ? `“${written}” stands beside “${meant}”, and which of the two WhatCounts would take isn't known. Keep “${meant}” only.`
      : `WhatCounts documents “${meant}”, and whether it takes “${written}” for that isn't known. Rename it.`,
  'field.renameMember': ({ meant }: { meant: string }): string => `Rename it to ${meant}`,

  'field.noAddress': ({ example }: { example: string }): string => `Enter a valid e-mail address, such as ${example}.`,
  'field.oneAddress': ({ count }: { count: number }): string =>
    count === 1
      ? 'Enter the e-mail address alone, with nothing around it.'
      : `This has ${count} e-mail addresses, and a message goes to one contact. Choose one.`,

  /** One of a realm's names, told apart from others that look like it. */
  'field.halfCharacter': ({ character }: { character: string }): string =>
    `WhatCounts has this name with ${withArticle(character)}, which no request can carry. Choose another one, or send by ids.`,
  'field.useName': ({ name, hidden }: { name: string; hidden: readonly HiddenPlace[] }): string =>
    hidden.length === 0 ? `Use “${name}”` : `Use “${name}” with ${allPlaced(hidden)}`,
  'field.severalNames': ({ count }: { count: number }): string => `${count} names in this realm look like this one. Choose which you mean.`,
  /** Below a list or template whose name the realm writes in another way. */
  'field.sentAs': ({ name, hidden }: { name: string; hidden: readonly HiddenPlace[] }): string =>
    hidden.length === 0
      ? `WhatCounts writes this name “${name}”. Keypost sends it as WhatCounts does.`
      : `WhatCounts writes this name with ${allPlaced(hidden)}. Keypost sends it as WhatCounts does.`,
  'field.sentWithout': ({ hidden }: { hidden: readonly HiddenPlace[] }): string =>
    `WhatCounts writes this name without ${allPlaced(hidden)}. Keypost sends it as WhatCounts does.`,
  /** Below a name that is among none that are known, and goes as it is typed. */
  'field.sentAsTyped': ({ hidden }: { hidden: readonly HiddenPlace[] }): string =>
    `This name has ${allPlaced(hidden)}. Keypost sends it as typed.`,

  /** Shows nothing of the secret itself, only which characters are at its ends. */
  'field.secretEnds': ({ edge, characters }: { edge: keyof typeof edges; characters: readonly string[] }): string =>
    `This ${edges[edge]} with ${characters.map(withArticle).join(' and ')}. It's saved exactly as typed.`,
  /** A character that no header can carry; shows nothing else of the secret. */
  'field.secretControl': ({ character }: { character: string }): string =>
    `This has ${withArticle(character)} in it, and no password or key can have one. Remove it.`,
  /** A hint: it can be saved. `fewest`: length of the shortest secret without this hint. */
  'field.secretShort': ({ fewest }: { fewest: number }): string =>
    `This has fewer than ${fewest} characters. If a server sends it back, Keypost can't reliably keep it out of the log.`,
  'field.pastedLines': (params: { where: 'inside' | 'ends' }): string =>
    params.where === 'ends'
      ? 'What you pasted begins or ends with a line break. The line break is left out.'
      : 'What you pasted has a line break inside, which no password or key can have. Check what is in the field.',
  'field.secretInside': ({ character, more }: { character: string; more: number }): string =>
    `This has ${withArticle(character)}${more === 0 ? '' : ` and ${more} more invisible characters`} inside. It's saved exactly as typed.`,
};
