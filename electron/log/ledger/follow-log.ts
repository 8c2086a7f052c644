/** Brings the ledger up to date with its log, and finds out from which entry on it is complete. Throws when one of the databases does. */
import { inTransaction, type LogDatabase } from '../database/database.ts';
import type { LedgerFacts } from './ledger-facts.ts';
import type { LedgerRows } from './ledger-rows.ts';
import { lastEntryOf, loggedOutcome, loggedSends, ensureLogMark, pressOfEntry, type LoggedSend } from '../store/logged-sends.ts';

/** The log that is followed, and its last entry that the ledger has. */
export interface FollowedLog {
  mark: string;
  last: number;
}

export interface FollowDeps {
  log: LogDatabase;
  facts: LedgerFacts;
  rows: LedgerRows;
  /** See trusted-clock.ts for `lived`. `quietMs`: how long the log has been without a send. */
  lived: number;
  quietMs: number;
  /** Presses of this process without an outcome yet. */
  underWay: ReadonlySet<string>;
}

/** More entries than the ledger can miss because of a crash: beyond that, another Keypost wrote them. */
const maxCatchUp = 20_000;

/** Call it in a transaction of the ledger. `add` writes a send that the log has and the ledger doesn't. */
export function followLog(deps: FollowDeps, add: (send: LoggedSend) => void): FollowedLog {
  const { log, facts, rows } = deps;
  const { mark, isNew } = inTransaction(log, () => ensureLogMark(log));
  const last = lastEntryOf(log);
  const known = facts.get('followed');
  if (known === null && last === 0) {
    facts.set('complete', { after: 0, lived: null });
    facts.set('followed', { mark, last, seq: rows.newest().seq });
  } else if (known === null || isNew || known.mark !== mark || !catchUpWith(deps, last, add)) startOver(deps, mark, last, known === null);
  copyOutcomes(deps);
  return { mark, last };
}

/**
 * For a log that the ledger has not followed: moved, restored, repaired, or older than the ledger. What else was sent until now is
 * unknown.
 */
function startOver({ facts, rows, lived, quietMs }: FollowDeps, mark: string, last: number, isFirst: boolean): void {
  facts.set('complete', { after: last, lived: isFirst ? lived - quietMs : lived });
  facts.set('followed', { mark, last, seq: rows.newest().seq });
}

/** Adds the sends that the ledger missed because of a crash. False if this is another log than it followed, or an older copy of it. */
function catchUpWith({ log, facts, rows, lived }: FollowDeps, last: number, add: (send: LoggedSend) => void): boolean {
  const known = facts.get('followed');
  const complete = facts.get('complete');
  if (known === null || complete === null) return false;
  const lastKnown = Math.max(known.last, rows.lastEntry(known.seq));
  if (last < lastKnown || last - lastKnown > maxCatchUp) return false;
  const [ledgerPress, logPress] = [rows.pressOf(lastKnown, known.seq), pressOfEntry(log, lastKnown)];
  if (ledgerPress !== null && logPress !== null && ledgerPress !== logPress) return false;
  const missing = loggedSends(log, lastKnown, maxCatchUp);
  missing.forEach(add);
  // Some of the missing entries have already been removed from the log.
  if (missing.length < last - lastKnown) facts.set('complete', { after: last, lived });
  return true;
}

/** Gives sends without an outcome that are not under way the outcome in the log; without one there, they are unknown. */
function copyOutcomes({ log, rows, underWay }: FollowDeps): void {
  for (const pressId of rows.underWay()) {
    if (underWay.has(pressId)) continue;
    const outcome = loggedOutcome(log, pressId);
    if (outcome === null || outcome.state === 'sending') rows.setOutcome(pressId, { state: 'unknown', cause: 'appStopped', status: null });
    else rows.setOutcome(pressId, outcome);
  }
}
