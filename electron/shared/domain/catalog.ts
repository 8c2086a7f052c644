/** What Keypost knows of the lists and templates of one account's realm. */
export const catalogKinds = ['lists', 'templates'] as const;
export type CatalogKind = (typeof catalogKinds)[number];

/** Two of one kind may have the same name; `id` is `null` where the response names none. */
export interface CatalogItem {
  id: number | null;
  name: string;
}

/** One kind of the catalog. What was read stays until it is read anew, however old it is. */
export interface CatalogPart {
  /** In the order of their names. */
  items: readonly CatalogItem[];
  /** When that was read, in milliseconds since 1970; `null` where it never was. */
  readAt: number | null;
  /** Whether these are all: a realm may have more than Keypost reads. */
  whole: boolean;
  /** Why the last try to read it anew came to nothing, in a sentence; empty where it didn't. */
  trouble: string;
}

export interface Catalog {
  accountId: string;
  /** Whether it is being read at this moment. */
  reading: boolean;
  lists: CatalogPart;
  templates: CatalogPart;
}
