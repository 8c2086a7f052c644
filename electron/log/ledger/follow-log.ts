/** Brings the ledger up to its log, and finds out from where on it knows every send of it. Throws when one of the databases does. */
import { inTransaction, type LogDatabase } from '../database/database.ts';
import type { LedgerFacts } from './ledger-facts.ts';
import type { LedgerRows } from './ledger-rows.ts';
import { lastEntryOf, loggedOutcome, loggedSends, ensureLogMark, pressOfEntry, type LoggedSend } from '../store/logged-sends.ts';

/** The log that is followed, and its last entry that the ledger knows of. */
export interface Followed {
  mark: string;
  last: number;
}

export interface FollowDeps {
  log: LogDatabase;
  facts: LedgerFacts;
  rows: LedgerRows;
  /** Time lived by now, and how much of it the log has been without a send. */
  lived: number;
  quietMs: number;
  /** Sends of this process without an outcome. */
  underWay: ReadonlySet<string>;
}

/** More entries than a crash can have kept from the ledger: then another Keypost wrote them. */
const caughtUpAtOnce = 20_000;

/** To be called in a transaction of the ledger's. `add` writes a send that the log has and the ledger has not. */
export function followLog(deps: FollowDeps, add: (send: LoggedSend) => void): Followed {
  const { log, facts, rows } = deps;
  const { mark, isNew } = inTransaction(log, () => ensureLogMark(log));
  const last = lastEntryOf(log);
  const known = facts.get('followed');
  if (known === null && last === 0) {
    facts.set('complete', { after: 0, lived: null });
    facts.set('followed', { mark, last, seq: rows.newest().seq });
  } else if (known === null || isNew || known.mark !== mark || !goesOn(deps, last, add)) beginAnew(deps, mark, last, known === null);
  bringOutcomes(deps);
  return { mark, last };
}

/** A log that the ledger did not see grow: moved, restored, repaired, or older than the ledger. Nobody knows what else was sent until now. */
function beginAnew({ facts, rows, lived, quietMs }: FollowDeps, mark: string, last: number, isFirst: boolean): void {
  facts.set('complete', { after: last, lived: isFirst ? lived - quietMs : lived });
  facts.set('followed', { mark, last, seq: rows.newest().seq });
}

/** Takes over what a crash kept from the ledger. Whether this is the log that it followed, and not an older state of it. */
function goesOn({ log, facts, rows, lived }: FollowDeps, last: number, add: (send: LoggedSend) => void): boolean {
  const known = facts.get('followed');
  const complete = facts.get('complete');
  if (known === null || complete === null) return false;
  const there = Math.max(known.last, rows.lastEntry(known.seq));
  if (last < there || last - there > caughtUpAtOnce) return false;
  const [ours, its] = [rows.pressOf(there, known.seq), pressOfEntry(log, there)];
  if (ours !== null && its !== null && ours !== its) return false;
  const missing = loggedSends(log, there, caughtUpAtOnce);
  missing.forEach(add);
  // Some of them are gone already.
  if (missing.length < last - there) facts.set('complete', { after: last, lived });
  return true;
}

/** What has no outcome in the ledger and is not under way has one in the log, or nobody knows it. */
function bringOutcomes({ log, rows, underWay }: FollowDeps): void {
  for (const pressId of rows.underWay()) {
    if (underWay.has(pressId)) continue;
    const outcome = loggedOutcome(log, pressId);
    if (outcome === null || outcome.state === 'sending') rows.setOutcome(pressId, { state: 'unknown', cause: 'appStopped', status: null });
    else rows.setOutcome(pressId, outcome);
  }
}
