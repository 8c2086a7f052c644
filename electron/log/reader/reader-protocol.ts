/** What the main process and the reader's process send each other. Pure. */
import type { EntrySummary } from '../../shared/domain/entry.ts';
import type { ContactPlace } from './recent-keys.ts';
import type { LogChoices, LogOverview, LogPage, LogQuery, OverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';

/** Where the two databases are. */
export interface ReaderFiles {
  log: string;
  index: string;
}

export type Question =
  | { ask: 'page'; query: LogQuery }
  | { ask: 'overview'; query: OverviewQuery }
  | { ask: 'choices' }
  | { ask: 'usedNames'; accountId: string }
  | { ask: 'recentKeys'; accountId: string }
  | { ask: 'known'; accountId: string; customerKey: string; place: ContactPlace | null };
export type ReaderResult = LogPage | LogOverview | LogChoices | UsedNames | readonly string[] | readonly EntrySummary[];

/** The first message. */
export interface OpenReader {
  open: ReaderFiles;
}

/** `written`: the log has changed, so the index is to follow. */
export type ToReader = { number: number; question: Question } | 'written';

export type FromReader =
  | { number: number; answer: ReaderResult }
  /** `damaged`: which file it is where the log itself, not the index, can't be read; empty otherwise. */
  | { number: number; trouble: string; damaged: string }
  /** A later question of the same kind took its place. */
  | { number: number; superseded: true }
  /** The index has everything up to this change of the log file that `of` is; `caughtUp` where a question was answered before. */
  | { followed: number; of: string; caughtUp: boolean };
