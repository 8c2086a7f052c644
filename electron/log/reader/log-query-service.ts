/** Runs the page's queries on the log, in the reader's process and with its own connections. It writes nothing into the log. */
import { openLogForReading, type LogDatabase } from '../database/database.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { identityOf } from '../../storage/own-file.ts';
import { openIndex, removeIndex, renewIndex, type IndexDatabase } from '../search/index-database.ts';
import { Indexer } from '../search/indexer.ts';
import { LogIndex } from '../search/log-index.ts';
import { numbers } from '../database/rows.ts';
import { isIndexDamage, readFromLog } from '../database/log-errors.ts';
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { Cursor, LogChoices, LogOverview, LogPage, LogQuery, LogOverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';
import { entriesOfKey, recentKeys, type ContactPlace } from './recent-keys.ts';
import { usedNames } from './used-names.ts';

/** Changes that a query waits for; if there are more, they are indexed between queries. */
const maxAwaited = 500;
/** Steps of indexing that a query waits for; then it returns what is indexed so far. */
const maxSteps = 4;

interface Open {
  log: LogDatabase;
  index: IndexDatabase;
  indexer: Indexer;
  finder: LogIndex;
  /** Identities of the files, to notice when another one takes the place of either. */
  identity: string;
  indexIdentity: string;
}

/** Every method throws what the databases throw, and an Error where there is no log. */
export class LogQueryService {
  readonly #logFile: string;
  readonly #indexFile: string;
  readonly #pause: () => Promise<void>;
  #open: Open | null = null;
  #identity = '';
  #closings = 0;
  #hasMissed = false;

  /** `pause`: awaited between parts of long work, so that other queries can run in between. */
  constructor(logFile: string, indexFile: string, pause: () => Promise<void>) {
    this.#logFile = logFile;
    this.#indexFile = indexFile;
    this.#pause = pause;
  }

  async page(query: LogQuery): Promise<LogPage> {
    const open = this.#upToDate();
    const places = await this.#places(open, query);
    const entries = readFromLog(() => entriesOf(open.log, places));
    const next = places.length === query.limit ? (places.at(-1) ?? null) : null;
    return { entries, next, waiting: open.indexer.waiting() };
  }

  /** `check` is called between parts of the counting, and may throw to end it. */
  overview(query: LogOverviewQuery, check: () => void): Promise<LogOverview> {
    return this.#upToDate().finder.overview(query, async () => {
      await this.#pause();
      check();
    });
  }

  choices(): LogChoices {
    return this.#upToDate().finder.choices();
  }

  /** Reads the log itself, which works before it is indexed. */
  usedNames(accountId: string): UsedNames {
    const { log } = this.#opened();
    return readFromLog(() => usedNames(log, accountId));
  }

  /** As above. */
  recentKeys(accountId: string): readonly string[] {
    const { log } = this.#opened();
    return readFromLog(() => recentKeys(log, accountId));
  }

  /** As above. */
  known(accountId: string, customerKey: string, place: ContactPlace | null): readonly EntrySummary[] {
    const { log } = this.#opened();
    return readFromLog(() => entriesOfKey(log, accountId, customerKey, place));
  }

  /** Indexes some of the changes that the index lacks; false once it is up to date. */
  catchUp(): boolean {
    return this.#step(this.#opened());
  }

  /** Whether, since the last call, a query was completed without all entries. */
  takeMissed(): boolean {
    const missed = this.#hasMissed;
    this.#hasMissed = false;
    return missed;
  }

  /** The identity of the log's file at the last query. */
  get identity(): string {
    return this.#identity;
  }

  /** The last change that the index has. */
  get seq(): number {
    return this.#open?.indexer.seq ?? 0;
  }

  /** Removes the index; the next query builds it again. */
  renew(): void {
    this.close();
    removeIndex(this.#indexFile);
  }

  /** Counts how often connections were closed: a query that was running then may have failed only because of that. */
  get closings(): number {
    return this.#closings;
  }

  close(): void {
    this.#closings += 1;
    this.#open?.log.close();
    this.#open?.index.close();
    this.#open = null;
  }

  /** Without a filter this reads the log itself, which works before it is indexed. */
  #places(open: Open, { filter, order, start, limit }: LogQuery): Cursor[] | Promise<Cursor[]> {
    if (start.at === 'row') return open.finder.idsAt(filter, order, start.row, limit, this.#pause);
    const cursor = start.at === 'cursor' ? start.cursor : null;
    if (!isEverything(filter)) return open.finder.ids({ filter, order, cursor, limit });
    const [beyond, direction] = order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
    const from = cursor?.id ?? (order === 'newest' ? Number.MAX_SAFE_INTEGER : 0);
    const sql = `SELECT id FROM entry WHERE id ${beyond} ? ORDER BY id ${direction} LIMIT ?`;
    return readFromLog(() => numbers(open.log, sql, [from, limit])).map((id) => ({ exact: false, id }));
  }

  #upToDate(): Open {
    const open = this.#opened();
    for (let steps = 0; steps < maxSteps && open.indexer.waiting() <= maxAwaited; steps += 1) if (!this.#step(open)) break;
    this.#hasMissed ||= open.indexer.waiting() > 0;
    return open;
  }

  #step({ indexer, finder }: Open): boolean {
    const more = indexer.step();
    if (more) finder.changed();
    return more;
  }

  #opened(): Open {
    const identity = identityOf(this.#logFile);
    this.#identity = identity;
    if (this.#open?.identity === identity && this.#open.indexIdentity === identityOf(this.#indexFile)) return this.#open;
    this.close();
    const log = readFromLog(() => openLogForReading(this.#logFile));
    try {
      const index = indexOf(log, this.#indexFile);
      const indexIdentity = identityOf(this.#indexFile);
      this.#open = { log, index, identity, indexIdentity, indexer: new Indexer(log, index), finder: new LogIndex(index) };
    } catch (error) {
      log.close();
      throw error;
    }
    return this.#open;
  }
}

/** Opens the index; one that is damaged, or that belongs to another log, is replaced by an empty one. */
function indexOf(log: LogDatabase, file: string): IndexDatabase {
  const index = openIndex(file);
  try {
    if (new Indexer(log, index).follows()) return index;
  } catch (error) {
    if (!isIndexDamage(error)) {
      index.close();
      throw error;
    }
  }
  return renewIndex(index, file);
}

function entriesOf(log: LogDatabase, places: readonly Cursor[]): EntrySummary[] {
  const entry = log.prepare(`SELECT ${summaryColumns} FROM entry WHERE id = ?`);
  const rows: unknown[] = places.map(({ id }) => entry.get(id));
  // Leave out entries that were removed in the meantime.
  return rows.filter((row) => row !== undefined).map(readSummaryRow);
}
