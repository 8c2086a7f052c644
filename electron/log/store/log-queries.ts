/** Queries of the response log that change nothing in it. */
import { fail, type Result } from '../../shared/domain/result.ts';
import type { AcceptedQuery, AcceptedSend } from './accepted-sends.ts';
import type { EntryDetail, EntrySummary } from '../../shared/domain/entry.ts';
import type { Neighbours } from '../../shared/domain/log-query.ts';
import type { LogSize } from './remove-entries.ts';
import type { PageQuery, RecentQuery, ResponseLog } from './response-log.ts';

/** Failures: `logNotReadable`. */
export abstract class LogQueries {
  protected abstract ask<T>(query: (log: ResponseLog) => T): Result<T>;

  acceptedElsewhere(query: AcceptedQuery, near: number): Result<readonly AcceptedSend[]> {
    return this.ask((log) => log.acceptedElsewhere(query, near));
  }

  isOfRealm(id: number, realm: string): Result<boolean> {
    return this.ask((log) => log.isOfRealm(id, realm));
  }

  unknownCount(): Result<number> {
    return this.ask((log) => log.unknownCount());
  }

  /** The id of the press that made an entry. */
  pressOf(id: number): Result<string> {
    return this.ask((log) => log.pressOf(id));
  }

  /** Failures also: `gone`, when the entry was removed. */
  entry(id: number): Result<EntryDetail> {
    const found = this.ask((log) => log.has(id));
    if (!found.ok) return found;
    if (!found.value) return fail('gone', 'This send is no longer in the log.');
    return this.ask((log) => log.entry(id));
  }

  /** The whole log, newest first. */
  page(query: PageQuery): Result<readonly EntrySummary[]> {
    return this.ask((log) => log.page(query));
  }

  neighbours(id: number): Result<Neighbours> {
    return this.ask((log) => log.neighbours(id));
  }

  recent(query: RecentQuery): Result<readonly EntrySummary[]> {
    return this.ask((log) => log.recent(query));
  }

  isEmpty(): Result<boolean> {
    return this.ask((log) => log.isEmpty());
  }

  /** Ids of entries with a known outcome, oldest first. */
  decidedIds(after: number, upTo: number, limit: number): Result<readonly number[]> {
    return this.ask((log) => log.decidedIds(after, upTo, limit));
  }

  newestId(): Result<number> {
    return this.ask((log) => log.newestId());
  }

  size(): Result<LogSize> {
    return this.ask((log) => log.size());
  }
}
