/** The database of the search index, beside the log. It is built from the log alone, so it can be removed and built again at any time. */
import { ensureOwnDatabase, ForeignFileError } from '../../storage/own-file.ts';
import { textOf } from '../../shared/i18n/text.ts';
import { openSqlite, readingConnection, type Database } from '../database/sqlite.ts';
import { schemaFault } from '../database/released-schema.ts';
import { versionOnDisk } from '../database/version-on-disk.ts';
import { ForeignIndex } from '../database/log-errors.ts';
import { removeLog } from '../recovery/readable-copy.ts';

export type IndexDatabase = Database;

/** Raise it with every change of the schema below or of what is written into it: an index of another version is built again. */
const indexVersion = 6;

/**
 * `facet`: each value that entries can share, with an id. `fact`: the columns of an entry that are counted and compared; narrow, so that
 * a scan of a million rows is fast. `word`: the full text, and the ids of an entry's facets as words like `f12`, so that one query finds
 * words and facets together; `named` has values that would be facets if they weren't different in every entry. `day`: the range of ids
 * pressed on a day in UTC. Diacritics of tokens are folded; the prefix indexes make short prefixes as fast as words. Keys and texts are
 * stored folded: see fold-look-alikes.ts, and bigrams.ts for scripts without spaces.
 */
const schema = `
  CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, mark INTEGER NOT NULL, built INTEGER NOT NULL, target INTEGER NOT NULL) STRICT;
  CREATE TABLE facet (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, last INTEGER NOT NULL, UNIQUE (kind, key, label)) STRICT;
  CREATE VIRTUAL TABLE facet_word USING fts5 (label, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
  CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    account INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    list INTEGER NOT NULL,
    template INTEGER NOT NULL,
    preset INTEGER NOT NULL,
    key TEXT NOT NULL COLLATE NOCASE
  ) STRICT;
  CREATE INDEX fact_by_key ON fact (key, id);
  CREATE INDEX fact_by_state ON fact (state, at, account, kind, list, template, preset);
  CREATE TABLE day (day INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE word USING fts5 (
    key, named, said, facet,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
  );
`;

/** The file for the index of this Keypost: `file`, or one beside it if a newer Keypost made `file`, which then stays unchanged. */
export const ownIndexFile = (file: string): string => (isNewerIndex(file) ? besideNewer(file, indexVersion) : file);

/**
 * Opens the index, or makes an empty one where there is none of this version. Throws what SQLite throws, `ForeignFileError` where it is a
 * link or not a plain file, and an Error where a newer Keypost made it; neither is touched.
 */
export function openIndex(file: string): IndexDatabase {
  if (isNewerIndex(file)) throw new Error('the search index was written by a newer Keypost');
  removeSuperseded(file);
  try {
    const database = open(file);
    if (isOfThisVersion(database)) return database;
    database.close();
  } catch (error) {
    // Whatever else is wrong with it, it is built again.
    if (error instanceof ForeignFileError) throw error;
  }
  removeLog(file);
  return open(file);
}

/** Opens the index read-only. Throws what SQLite throws, `ForeignIndex`, and an Error where there is no such file. */
export function openIndexForReading(file: string): IndexDatabase {
  const database = readingConnection(file);
  try {
    assertIndexSchema(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Checks the schema, because a foreign trigger could make the index incomplete. Throws `ForeignIndex`, and what SQLite throws. */
export function assertIndexSchema(database: IndexDatabase): void {
  const own = memoryIndex();
  try {
    const fault = schemaFault(database, own);
    if (fault !== null) throw new ForeignIndex(textOf({ code: 'log.foreignIndex', params: fault }));
  } finally {
    own.close();
  }
}

/** Closes the database if checking it fails, so that its file can be removed. */
function isOfThisVersion(database: IndexDatabase): boolean {
  try {
    if (versionOf(database) !== indexVersion) return false;
    assertIndexSchema(database);
    return true;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** An empty index in memory. */
export function memoryIndex(): IndexDatabase {
  const database = openSqlite(':memory:');
  database.exec(schema);
  return database;
}

/** Removes the index, unless a newer Keypost made it. */
export function removeIndex(file: string): void {
  if (!isNewerIndex(file)) removeLog(file);
}

const isNewerIndex = (file: string): boolean => versionOnDisk(file) > indexVersion;

const besideNewer = (file: string, own: number): string => file.replace(/\.sqlite$/, `.${own}.sqlite`);

/** Removes the files that Keypost used while a newer Keypost's index was in place. */
function removeSuperseded(file: string): void {
  if (/\.\d+\.sqlite$/.test(file)) return;
  for (let older = 1; older <= indexVersion; older += 1) removeLog(besideNewer(file, older));
}

/** Removes the index and opens an empty one. */
export function renewIndex(database: IndexDatabase, file: string): IndexDatabase {
  database.close();
  removeIndex(file);
  return open(file);
}

function open(file: string): IndexDatabase {
  ensureOwnDatabase(file);
  const database = openSqlite(file);
  try {
    database.exec('PRAGMA busy_timeout = 2000');
    database.exec('PRAGMA journal_mode = WAL');
    // What is lost in a power cut is indexed again.
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec('PRAGMA temp_store = MEMORY');
    database.exec('PRAGMA mmap_size = 268435456');
    if (versionOf(database) === 0) database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${indexVersion}; COMMIT`);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function versionOf(database: IndexDatabase): number {
  const row: unknown = database.prepare('PRAGMA user_version').get();
  return typeof row === 'object' && row !== null ? Number(Reflect.get(row, 'user_version')) : 0;
}
