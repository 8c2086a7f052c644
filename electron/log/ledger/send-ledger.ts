/**
 * Remembers for every send the contact, the list, the time and the outcome, longer than the log does. Without that, an event of a send
 * that was removed from the log would be attributed to another send that is still unknown. Names are stored as fingerprints. The ledger
 * never blocks a send: what it couldn't write is read from the log later, and what is missing there makes evidence unclear, never wrong.
 */
import { failText, ok, type Result } from '../../shared/domain/result.ts';
import { numberSettings } from '../../shared/domain/settings.ts';
import { textOf } from '../../shared/i18n/text.ts';
import type { LogDatabase } from '../database/database.ts';
import { ForeignSchemaError } from '../database/released-schema.ts';
import { logErrorText } from '../database/log-errors.ts';
import type { NewEntry } from '../store/new-entry.ts';
import { FingerprintKey, type UnkeyedSend } from './fingerprints.ts';
import { isKeyOf, KeyRecord } from './key-record.ts';
import type { LedgerFact } from './ledger-facts.ts';
import type { LedgerSend } from './ledger-rows.ts';
import type { LedgerOutcome } from '../store/log-deps.ts';
import { OpenLedger } from './open-ledger.ts';
import { hostOf, isOfThisComputer } from '../../shared/domain/site-url.ts';
import { followLog, type FollowedLog } from './follow-log.ts';
import { begunSend, newestMoment, quietMs, type LoggedSend } from '../store/logged-sends.ts';
import { pressDate, isSameClock, TrustedClock, type PressDate, type ClockSources, type ClockState, type Stamp } from './trusted-clock.ts';
import { minuteMs, hourMs, dayMs } from '../../shared/base/time-units.ts';

/** Sends that are certainly further apart than this can't be confused by their events. */
const nearbyMs = 26 * hourMs;
/** The same for sends that the ledger doesn't have, from before it began. */
const marginMs = hourMs;
/** How long a send is remembered, and how many are pruned in one step. */
const keptMs = 400 * dayMs;
const pruneBatchSize = 500;
/** The state of the clock is stored with a send when this much time has passed since the last time. */
const clockEveryMs = minuteMs;
/** The longest undo period, plus a second. */
const maxUndoMs = numberSettings.undoSeconds.max * 1000 + 1000;

export interface LedgerDeps extends ClockSources {
  file: string;
  /** Called with a text for people when something happened to the ledger. */
  notify: (text: string) => void;
}

/** A send and the others that may explain the same events. */
export interface LedgerEvidence {
  own: LedgerSend;
  others: readonly LedgerSend[];
}

/** Why the ledger can't say what explains the events of a send. */
export type LedgerGap = 'unknown' | 'incomplete' | 'otherKey';

export class SendLedger {
  readonly #deps: LedgerDeps;
  #opened: OpenLedger | null = null;
  #closed = false;
  #clock: TrustedClock | null = null;
  #log: LogDatabase | null = null;
  #followed: FollowedLog | null = null;
  #removal: LedgerFact<'removal'> | null | undefined;
  #allowance: number | null | undefined;
  #key = FingerprintKey.random();
  /** Whether `#key` is the one from the keychain. */
  #hasKeychainKey = false;
  readonly keyRecord = new KeyRecord((job) => this.#try(({ facts }) => job(facts)));
  readonly #unkeyed = new Map<string, UnkeyedSend>();
  /** Presses of this process without an outcome yet. */
  readonly #underWay = new Set<string>();
  /** `lived` when the state of the clock was last stored. */
  #clockStoredAt = -Infinity;
  /** For each host: how far its clock was ahead, and when that was observed. */
  readonly #ahead = new Map<string, { stamp: Stamp; ms: number }>();

  constructor(deps: LedgerDeps) {
    this.#deps = deps;
  }

  /** Call it when a log has been opened: the ledger catches up with it. */
  follow(log: LogDatabase): void {
    this.#log = log;
    this.#followed = null;
    this.#try((opened) => {
      this.#follow(opened, log);
    });
  }

  /** Call it when an entry was written, before its request leaves. */
  begun(entry: NewEntry, entryId: number): void {
    this.#underWay.add(entry.pressId);
    this.#try((opened) => {
      // The ledger is behind, or somebody else wrote into the log: follow it below.
      if (this.#followed?.last !== entryId - 1) return;
      opened.write(() => {
        this.#add(opened, begunSend(entry, entryId), this.#clockOf(opened).stamp());
        this.#storeClock(opened, clockEveryMs);
      });
      this.#followed = { ...this.#followed, last: entryId };
    });
    this.#try((opened) => {
      if (this.#followed?.last !== entryId && this.#log !== null) this.#follow(opened, this.#log);
    });
  }

  /** Call it when a send has its outcome. `doneAt`, `durationMs`: when that was, and how long the request took. */
  outcomeStored(pressId: string, outcome: LedgerOutcome, doneAt: number, durationMs: number | null): void {
    this.#underWay.delete(pressId);
    this.#try((opened) => {
      const { rows } = opened;
      opened.write(() => {
        rows.setOutcome(pressId, outcome);
        const at = rows.own(pressId)?.at;
        if (durationMs === null || at === undefined) return;
        // The undo period lies between the press and the request. The bounds hold even if the clock was set in the meantime.
        const leftAt = Math.min(Math.max(at, doneAt - durationMs), at + maxUndoMs);
        rows.setTimes(pressId, leftAt, leftAt + durationMs);
      });
    });
  }

  /** Call it when an unknown outcome was resolved, by the API or by a person. */
  resolved(pressId: string, outcome: LedgerOutcome): void {
    this.#try((opened) => {
      const { rows } = opened;
      opened.write(() => {
        rows.setOutcome(pressId, outcome);
      });
    });
  }

  /** Call it with the time that a server sent. Servers on this computer are ignored, because they have the same clock. */
  sawServerTime(host: string, moment: number): void {
    if (isOfThisComputer(host)) return;
    this.#try((opened) => {
      const clock = this.#clockOf(opened);
      clock.sawServerTime(moment);
      const { wall, lived } = clock.now();
      // Servers send whole seconds: half a second is missing on average.
      const ahead = { stamp: { wall, lived }, ms: moment + 500 - wall };
      this.#ahead.set(host, ahead);
      opened.write(() => {
        opened.rows.setLatest(Math.max(moment, wall), lived);
        this.#setAhead(opened, host, ahead);
        this.#storeClock(opened, clockEveryMs);
      });
    });
  }

  /** Switches to the key from the keychain. `stamp`: the one that it carried there; `next`: the one that it carries now. */
  useKey(key: FingerprintKey, stamp: string, next: string): void {
    this.#key = key;
    this.#try((opened) => {
      opened.write(() => {
        const known = opened.facts.get('key');
        // It is another key, or the ledger is an older copy: sends in between may be missing.
        if (known !== null && !isKeyOf(known, key, stamp)) this.#markIncomplete(opened);
        opened.facts.set('key', { id: key.id, stamps: [stamp, next] });
        for (const [pressId, { realm, list, numbered, names }] of this.#unkeyed) {
          opened.rows.rekey(pressId, key.id, key.list(realm, list, numbered), key.contacts(realm, names));
        }
      });
      this.#hasKeychainKey = true;
      this.#unkeyed.clear();
    });
  }

  /** The send of a press and all that may explain the same events, or the reason why they aren't known. */
  evidence(pressId: string): LedgerEvidence | LedgerGap {
    const found = this.#try((opened): LedgerEvidence | LedgerGap => {
      const own = opened.rows.own(pressId);
      const complete = opened.facts.get('complete');
      if (own === null || complete === null || this.#followed === null) return 'unknown';
      if (own.key_id !== this.#key.id) return 'otherKey';
      const near = complete.lived !== null && (own.lived === null || own.lived - complete.lived < marginMs);
      if (own.entry_id <= complete.after || near) return 'incomplete';
      return { own, others: opened.rows.sendsNear(own, nearbyMs) };
    });
    return found ?? 'unknown';
  }

  /** The same without checking that the ledger is complete; `null` where the send isn't there. */
  sends(pressId: string): LedgerEvidence | null {
    return this.#try(({ rows }) => {
      const own = rows.own(pressId);
      return own && { own, others: rows.sendsNear(own, nearbyMs) };
    });
  }

  /** Whether the time of a press by the computer's clock is right; `null` where the ledger can't tell. */
  pressDate(pressId: string): PressDate | null {
    return this.#try((opened) => {
      const own = opened.rows.own(pressId);
      return own && pressDate(own, opened.rows.timesAround(own.seq), this.#clockOf(opened).now());
    });
  }

  /** All entries from this id on count as sent within `windowMs`, whatever the computer's clock says; `null` where none does. */
  recentFrom(windowMs: number): number | null {
    this.catchUp();
    const found = this.#try((opened) => {
      const { lived, sure } = this.#clockOf(opened).now();
      const passed = opened.rows.lastBefore(lived - windowMs, sure - windowMs);
      return opened.rows.nextEntry(Math.max(passed, opened.facts.get('followed')?.seq ?? 0));
    });
    return found ?? null;
  }

  /** The time as far as it can be trusted. */
  now(): ClockState {
    const clock = this.#try((opened) => this.#clockOf(opened)) ?? (this.#clock ??= new TrustedClock(this.#deps, null, null));
    return clock.now();
  }

  /** Call it when a person has confirmed that the computer's clock is right. */
  confirmClock(): void {
    this.#try((opened) => {
      this.#clockOf(opened).confirm();
      this.#storeClock(opened);
    });
  }

  /** What a person agreed to remove; `null` for nothing. */
  get removal(): LedgerFact<'removal'> | null {
    if (this.#removal === undefined) this.#removal = this.#try(({ facts }) => facts.get('removal'));
    return this.#removal;
  }

  set removal(agreed: LedgerFact<'removal'> | null) {
    // It is valid for this run even if it can't be written.
    this.#removal = agreed;
    this.#try(({ facts }) => {
      if (agreed === null) facts.remove('removal');
      else facts.set('removal', agreed);
    });
  }

  /** How many entries the size limit may still remove without asking; `null`: as many as from a log that was within the limit. */
  get allowance(): number | null {
    if (this.#allowance === undefined) this.#allowance = this.#try(({ facts }) => facts.get('allowance'));
    return this.#allowance;
  }

  set allowance(entries: number | null) {
    if (entries === this.allowance) return;
    this.#allowance = entries;
    this.#try(({ facts }) => {
      if (entries === null) facts.remove('allowance');
      else facts.set('allowance', entries);
    });
  }

  /** Removes some of the sends whose events nobody requests any more. Returns whether there may be more. */
  prune(): boolean {
    const more = this.#try((opened) =>
      opened.write(() => {
        const { lived, sure } = this.#clockOf(opened).now();
        // Don't compare the times of the presses: the computer's clock may have been wrong then.
        const pruned = opened.rows.prune(opened.rows.lastBefore(lived - keptMs, sure - keptMs), pruneBatchSize);
        if (pruned !== null) this.#raiseComplete(opened, pruned.entryId, pruned.lived);
        this.#storeClock(opened);
        return pruned !== null;
      }),
    );
    return more === true;
  }

  /** Reads what it couldn't write from the log. Call it before entries are removed from the log, and before the guard uses the ledger. */
  catchUp(): void {
    if (this.#log === null) return;
    const log = this.#log;
    this.#try((opened) => {
      if (this.#followed === null) this.#follow(opened, log);
    });
  }

  /** Removes every send except those under way; evidence about earlier ones is unclear from now on. Failure: `ledger.notCleared`. */
  clear(): Result<null> {
    try {
      this.#with((opened) => {
        opened.write(() => {
          const { lived } = opened.rows.newest();
          opened.rows.clear([...this.#underWay]);
          if (this.#followed !== null) this.#raiseComplete(opened, this.#followed.last, lived ?? this.#clockOf(opened).now().lived);
          else this.#markIncomplete(opened);
        });
        opened.database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      });
      return ok(null);
    } catch (error) {
      return failText({ code: 'ledger.notCleared', params: { reason: logErrorText(error) } });
    }
  }

  close(): void {
    this.#try((opened) => {
      this.#storeClock(opened);
    });
    this.#closed = true;
    this.#opened?.close();
    this.#opened = null;
  }

  #follow(opened: OpenLedger, log: LogDatabase): void {
    const { facts, rows } = opened;
    this.#followed = opened.write(() => {
      const { lived, wall } = this.#clockOf(opened).now();
      const followed = followLog({ log, facts, rows, lived, quietMs: quietMs(log, wall), underWay: this.#underWay }, (send) => {
        this.#add(opened, send, null);
      });
      this.#storeClock(opened);
      return followed;
    });
  }

  #add({ rows }: OpenLedger, send: LoggedSend, stamp: Stamp | null): void {
    const { pressId, siteUrl, realm, list, numbered, names } = send;
    const key = this.#key;
    const anchor = this.#ahead.get(hostOf(siteUrl));
    rows.add(
      {
        ...send,
        keyId: key.id,
        list: key.list(realm, list, numbered),
        contact: key.contacts(realm, names),
        lived: stamp?.lived ?? null,
        ahead: anchor && stamp && isSameClock(anchor.stamp, stamp) ? anchor.ms : null,
      },
      { state: send.state, cause: send.cause, status: send.status },
    );
    if (!this.#hasKeychainKey) this.#unkeyed.set(pressId, { realm, list, numbered, names });
  }

  /** Stores how far the host's clock was ahead for sends to it that were made on the same setting of the computer's clock. */
  #setAhead({ rows }: OpenLedger, host: string, { stamp, ms }: { stamp: Stamp; ms: number }): void {
    for (const { seq, siteUrl, at, lived } of rows.sendsWithoutAhead()) {
      if (hostOf(siteUrl) === host && isSameClock(stamp, { wall: at, lived })) rows.setAhead(seq, ms);
    }
  }

  /** Marks the ledger as incomplete up to now. */
  #markIncomplete(opened: OpenLedger): void {
    this.#raiseComplete(opened, this.#followed?.last ?? opened.facts.get('followed')?.last ?? 0, this.#clockOf(opened).now().lived);
  }

  #raiseComplete({ facts }: OpenLedger, after: number, lived: number | null): void {
    const before = facts.get('complete');
    const since = before?.lived == null || lived == null ? (lived ?? before?.lived ?? null) : Math.max(lived, before.lived);
    facts.set('complete', { after: Math.max(after, before?.after ?? 0), lived: since });
  }

  #clockOf({ facts }: OpenLedger): TrustedClock {
    if (this.#clock !== null) return this.#clock;
    const kept = facts.get('clock');
    const clock = new TrustedClock(this.#deps, kept, this.#log && newestMoment(this.#log));
    // At the first run only the log gives a lower bound of the time, so don't keep a clock that was made before the log was open.
    if (kept !== null || this.#log !== null) this.#clock = clock;
    return clock;
  }

  /** Skipped if it was done less than `everyMs` ago: the clock can continue from an older state just as well. */
  #storeClock({ facts }: OpenLedger, everyMs = 0): void {
    if (this.#clock === null) return;
    const clock = this.#clock.now();
    if (clock.lived - this.#clockStoredAt < everyMs) return;
    facts.set('clock', clock);
    this.#clockStoredAt = clock.lived;
  }

  #open(): OpenLedger {
    if (this.#opened !== null) return this.#opened;
    if (this.#closed) throw new Error('the ledger is closed');
    this.#opened = OpenLedger.at(this.#deps.file, new Date(this.#deps.wall()), this.#deps.notify);
    return this.#opened;
  }

  /** Runs a job on the open ledger. If somebody has changed the schema while Keypost runs, the ledger is replaced first. */
  #with<T>(job: (opened: OpenLedger) => T): T {
    const opened = this.#open();
    try {
      opened.checkSchema();
      return job(opened);
    } catch (error) {
      if (!(error instanceof ForeignSchemaError)) throw error;
      opened.close();
      this.#opened = null;
      return job(this.#open());
    }
  }

  /** Like `#with`, but returns `null` where it failed: then the ledger is behind, and evidence is unclear until it has caught up. */
  #try<T>(job: (opened: OpenLedger) => T): T | null {
    if (this.#closed) return null;
    try {
      return this.#with(job);
    } catch (error) {
      this.#followed = null;
      this.#deps.notify(textOf({ code: 'ledger.notWritten', params: { reason: logErrorText(error) } }));
      return null;
    }
  }
}
