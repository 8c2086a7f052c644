/** The ledger's schema. */

/**
 * Steps are never changed once released; changes are added as a new step at the end. Every page that a send writes here goes to the disk
 * with the log's next commit, so there is only one index; everything else is found by the order of sends, which is the order of time.
 */
export const ledgerSteps: readonly string[] = [
  `
  CREATE TABLE send (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    press_id TEXT NOT NULL UNIQUE,
    entry_id INTEGER NOT NULL,
    site_url TEXT NOT NULL,
    realm TEXT NOT NULL,
    key_id TEXT NOT NULL,
    list BLOB NOT NULL,
    contact BLOB NOT NULL,
    numbered INTEGER NOT NULL,
    by_key INTEGER NOT NULL,
    at INTEGER NOT NULL,
    lived INTEGER,
    ahead INTEGER,
    latest INTEGER,
    left_at INTEGER,
    done_at INTEGER,
    state TEXT NOT NULL,
    cause TEXT,
    status INTEGER
  ) STRICT;
  CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The columns whose values can be too long. */
export const sizedColumns = {
  send: ['press_id', 'site_url', 'realm', 'key_id', 'list', 'contact', 'state', 'cause'],
  fact: ['name', 'value'],
} as const;
