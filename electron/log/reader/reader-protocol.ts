/** Messages between the main process and the reader's process. */
import type { EntrySummary } from '../../shared/domain/entry.ts';
import type { ContactPlace } from './recent-keys.ts';
import type { LogChoices, LogOverview, LogPage, LogQuery, LogOverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';

/** Paths of the two databases. */
export interface ReaderFiles {
  log: string;
  index: string;
}

export type Question =
  | { ask: 'page'; query: LogQuery }
  | { ask: 'overview'; query: LogOverviewQuery }
  | { ask: 'choices' }
  | { ask: 'usedNames'; accountId: string }
  | { ask: 'recentKeys'; accountId: string }
  | { ask: 'known'; accountId: string; customerKey: string; place: ContactPlace | null };
export type ReaderResult = LogPage | LogOverview | LogChoices | UsedNames | readonly string[] | readonly EntrySummary[];

/** The first message. */
export interface OpenReader {
  open: ReaderFiles;
}

/** `written`: the log has changed, so the index has to follow. */
export type ToReader = { number: number; question: Question } | 'written';

export type FromReader =
  | { number: number; result: ReaderResult }
  /** `damaged`: the identity of the log's file if the log itself, not the index, can't be read; empty otherwise. */
  | { number: number; problem: string; damaged: string }
  /** A later query of the same kind took its place. */
  | { number: number; superseded: true }
  /**
   * The index has all changes up to this one of the log file with the identity `of`; `caughtUp` if a query was completed before without
   * them.
   */
  | { followed: number; of: string; caughtUp: boolean };
