/** What Keypost knows about the lists and templates of one account's realm. */
export const catalogKinds = ['lists', 'templates'] as const;
export type CatalogKind = (typeof catalogKinds)[number];

/** Two items of one kind may have the same name. `id` is `null` if the response contains none. */
export interface CatalogItem {
  id: number | null;
  name: string;
}

/** One kind of the catalog. What was read is kept until the next successful read, however old it is. */
export interface CatalogPart {
  /** Sorted by name. */
  items: readonly CatalogItem[];
  /** When the items were read, in milliseconds since 1970; `null` if never. */
  readAt: number | null;
  /** Whether these are all: a realm may have more than Keypost reads. */
  whole: boolean;
  /** Why the last attempt to read it failed, as text for people; empty if it didn't fail. */
  problem: string;
}

export interface Catalog {
  accountId: string;
  /** Whether it is being read right now. */
  reading: boolean;
  lists: CatalogPart;
  templates: CatalogPart;
}
