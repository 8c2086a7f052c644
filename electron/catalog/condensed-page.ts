/**
 * A page of a catalog without all that nobody reads of it: a page of templates may hold the text of five hundred, and to search that for
 * secrets would take seconds.
 */
import * as v from 'valibot';
import type { CatalogKind, CatalogPage } from '../whatcounts/catalog.ts';
import type { WireAnswer } from '../whatcounts/transport.ts';
import type { ReadPage } from './read-page.ts';

const CondensedSchema = v.object({
  condensed: v.object({ count: v.number(), items: v.array(v.object({ id: v.nullable(v.number()), name: v.string() })) }),
});

/** Makes a response whose body is the page; a response that holds no page stays as it is. */
export const condensePage =
  (kind: CatalogKind, readPage: ReadPage) =>
  async (answer: WireAnswer): Promise<WireAnswer> => {
    const page = answer.status === 200 ? await readPage(kind, answer) : null;
    if (page === null) return answer;
    const body = new TextEncoder().encode(JSON.stringify({ condensed: page }));
    return { ...answer, headers: [['Content-Type', 'application/json; charset=utf-8']], body };
  };

/** The page that `condensePage` wrote; `null` for any other response. */
export function condensedPage({ body }: WireAnswer): CatalogPage | null {
  try {
    const read = v.safeParse(CondensedSchema, JSON.parse(new TextDecoder().decode(body)));
    return read.success ? read.output.condensed : null;
  } catch {
    return null;
  }
}
