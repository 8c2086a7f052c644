/** What the log needs from the rest of Keypost, and what it reports to it. */
import type { NoticeAction } from '../../shared/domain/notice.ts';
import type { EntryDetail } from '../../shared/domain/entry.ts';
import type { LogDatabase } from '../database/database.ts';
import type { SteadyTime } from '../database/recent-entries.ts';
import type { NewEntry } from './new-entry.ts';

/** How a send ended, as its entry has it. */
export interface LedgerOutcome {
  state: string;
  cause: string | null;
  status: number | null;
}

/** Remembers every send longer than the log does: see ledger/send-ledger.ts for each method. */
export interface LedgerPort extends SteadyTime {
  follow(log: LogDatabase): void;
  begun(entry: NewEntry, entryId: number): void;
  outcomeStored(pressId: string, outcome: LedgerOutcome, doneAt: number, durationMs: number | null): void;
  resolved(pressId: string, outcome: LedgerOutcome): void;
  catchUp(): void;
  close(): void;
}

export interface LogDeps {
  now: () => Date;
  /** Called with a text for people when something happened to the log, and with what they can do about it, if anything. */
  notify: (text: string, action?: NoticeAction) => void;
  /** Called when an outcome that could not be written at first has been written. */
  onLateOutcome: (entry: EntryDetail) => void;
  /** Called after every write to the log. */
  onWrite: () => void;
  /** Called before files of the log are moved: everything else in Keypost that has them open closes them before this returns. */
  beforeMove: () => void;
  /** Remembers every send longer than the log does. */
  ledger?: LedgerPort;
  /** Called when another log is open now, or the log was repaired: whatever is shown of it has to be read again. */
  onReplaced: () => void;
}

/** Deps that do nothing. */
export const noDeps: LogDeps = {
  now: () => new Date(),
  notify: () => undefined,
  onLateOutcome: () => undefined,
  onWrite: () => undefined,
  beforeMove: () => undefined,
  onReplaced: () => undefined,
};
