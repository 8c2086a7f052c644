/** What the log needs of the rest of Keypost, and tells it. */
import type { NoticeAction } from '../../shared/domain/notice-action.ts';
import type { EntryDetail } from '../../shared/domain/entry.ts';
import type { LogDatabase } from '../database/database.ts';
import type { SteadyTime } from '../database/recent-entries.ts';
import type { NewEntry } from './new-entry.ts';

/** How a send ended, as far as its entry says so. */
export interface LedgerOutcome {
  state: string;
  cause: string | null;
  status: number | null;
}

/** What remembers every send longer than the log does: see ledger/send-ledger.ts, which says more of each method. */
export interface LedgerPort extends SteadyTime {
  follow(log: LogDatabase): void;
  begun(entry: NewEntry, entryId: number): void;
  outcomeStored(pressId: string, outcome: LedgerOutcome, doneAt: number, durationMs: number | null): void;
  resolved(pressId: string, outcome: LedgerOutcome): void;
  catchUp(): void;
  close(): void;
}

/** What the log needs of the world when it mends itself. */
export interface LogDeps {
  now: () => Date;
  /** Called with a plain sentence for people when something happened to the log, and with what they can do about it, if anything. */
  notice: (sentence: string, action?: NoticeAction) => void;
  /** Called when an outcome that could not be written at first is in the log after all. */
  storedLate: (entry: EntryDetail) => void;
  /** Called after everything that was written into the log. */
  written: () => void;
  /** Called before files of the log are moved: whoever else in Keypost has them open lets them go, before this returns. */
  release: () => void;
  /** Remembers every send longer than the log does. */
  ledger?: LedgerPort;
  /** Called when another log is open now, or the one before was mended: whatever is shown of it has to be read anew. */
  replaced: () => void;
}

/** Where nobody listens. */
export const nobody: LogDeps = {
  now: () => new Date(),
  notice: () => undefined,
  storedLate: () => undefined,
  written: () => undefined,
  release: () => undefined,
  replaced: () => undefined,
};
