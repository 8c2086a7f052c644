/** Finds the number of a template. */
import type { CatalogPart } from '../shared/domain/catalog.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { withPlainDigits } from '../shared/base/plain-characters.ts';
import { trimHidden } from '../shared/base/hidden-characters.ts';
import { matchName } from '../shared/domain/realm-name.ts';

/** One number, or several if several templates have the name. Failures: `notInCatalog`, `noNumber`. */
export function numbersOf(typed: string, part: CatalogPart): Result<readonly number[]> {
  const match = matchName(typed, part.items);
  const name = 'name' in match ? match.name : trimHidden(typed, 'prose');
  const matches =
    match.kind === 'several'
      ? part.items.filter((item) => match.names.includes(item.name))
      : part.items.filter((item) => item.name === name);
  const numbers = [...new Set(matches.flatMap(({ id }) => id ?? []))];
  if (numbers.length > 0) return ok(numbers);
  if (matches.length > 0)
    return fail('noNumber', 'WhatCounts gives no number for this template, and a template can only be read by its number.');
  if (part.readAt === null) return fail('notInCatalog', `${part.problem} Without them there is no number to read this template by.`.trim());
  const more = part.whole ? '' : ' It has more than Keypost reads.';
  return fail('notInCatalog', `This realm has no template “${short(name)}”.${more} Check the name, or read the templates again.`);
}

/** A typed number, for commands that take numbers. */
export function typedNumber(typed: string): Result<readonly number[]> {
  const text = withPlainDigits(trimHidden(typed, 'exact'));
  return /^\d{1,15}$/.test(text)
    ? ok([Number(text)])
    : fail('noNumber', 'This way to send needs the number of a template. Enter it in digits.');
}

const short = (name: string): string => (name.length > 120 ? `${name.slice(0, 120)}…` : name);
