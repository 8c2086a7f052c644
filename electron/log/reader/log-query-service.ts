/** Answers what the page asks of the log. Runs in the reader's process, with connections of its own; it writes nothing into the log. */
import type { LogDatabase } from '../database/database.ts';
import { openLogForReading } from '../database/reading-log.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import { readSummaryRow, summaryColumns } from '../database/entry-row.ts';
import { identityOf } from '../database/file-identity.ts';
import { openIndex, removeIndex, renewIndex, type IndexDatabase } from '../search/index-database.ts';
import { Indexer } from '../search/indexer.ts';
import { LogIndex } from '../search/log-index.ts';
import { numbers } from '../database/rows.ts';
import { isIndexDamage, readFromLog } from '../database/log-damage.ts';
import { isEverything } from '../../shared/domain/log-filter.ts';
import type { Cursor, LogChoices, LogOverview, LogPage, LogQuery, OverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';
import { entriesOfKey, recentKeys, type ContactPlace } from './recent-keys.ts';
import { usedNames } from './used-names.ts';

/** Changes that a question waits for; more are worked off between questions. */
const awaited = 500;
/** Of a log that is still being indexed, questions are answered as far as it is. */
const stepsAwaited = 4;

interface Open {
  log: LogDatabase;
  index: IndexDatabase;
  indexer: Indexer;
  finder: LogIndex;
  /** Which files they are: another one in the place of either is noticed. */
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
  #missed = false;

  /** `pause`: waited for between parts of long work, so that other questions are answered meanwhile. */
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

  /** `still` is called between parts of the counting, and may throw to end it. */
  overview(query: OverviewQuery, still: () => void): Promise<LogOverview> {
    return this.#upToDate().finder.overview(query, async () => {
      await this.#pause();
      still();
    });
  }

  choices(): LogChoices {
    return this.#upToDate().finder.choices();
  }

  /** Asks the log itself, which knows it before it is indexed. */
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

  /** Does a part of what the index is behind; false once it is not. */
  catchUp(): boolean {
    return this.#step(this.#opened());
  }

  /** Whether a question was answered without all entries since this was asked last. */
  takeMissed(): boolean {
    const missed = this.#missed;
    this.#missed = false;
    return missed;
  }

  /** Which file the log was when it was looked at last. */
  get identity(): string {
    return this.#identity;
  }

  /** The last change that the index has. */
  get seq(): number {
    return this.#open?.indexer.seq ?? 0;
  }

  /** The index is thrown away, and made anew from the next question on. */
  renew(): void {
    this.close();
    removeIndex(this.#indexFile);
  }

  /** Grows whenever connections are closed: what was under way on them has failed for no other reason. */
  get closings(): number {
    return this.#closings;
  }

  close(): void {
    this.#closings += 1;
    this.#open?.log.close();
    this.#open?.index.close();
    this.#open = null;
  }

  /** Without a filter the log itself is asked: that works before it is indexed. */
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
    for (let steps = 0; steps < stepsAwaited && open.indexer.waiting() <= awaited; steps += 1) if (!this.#step(open)) break;
    this.#missed ||= open.indexer.waiting() > 0;
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

/** One that is damaged, or that was made from another log, is made anew. */
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
  // What was removed meanwhile is left out.
  return rows.filter((row) => row !== undefined).map(readSummaryRow);
}
