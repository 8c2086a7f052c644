/**
 * Remembers of every send who, where, when and how it ended, longer than the log does: without that, an event of a send that was removed from
 * the log would be taken for one that is still unknown. Names are kept as fingerprints. The ledger never keeps a send from going: what it could
 * not write is read from the log later, and what is gone from there as well makes evidence unclear, never wrong.
 */
import { failText, ok, type Result } from '../../shared/domain/result.ts';
import { numberSettings } from '../../shared/domain/settings.ts';
import { textOf } from '../../shared/i18n/text.ts';
import type { LogDatabase } from '../database/database.ts';
import { ForeignSchemaError } from '../database/released-schema.ts';
import { logTrouble } from '../database/log-trouble.ts';
import type { NewEntry } from '../store/new-entry.ts';
import { FingerprintKey, type Unkeyed } from './fingerprints.ts';
import { isKeyOf, KeyRecord } from './key-record.ts';
import type { Fact } from './ledger-facts.ts';
import type { LedgerSend } from './ledger-rows.ts';
import type { LedgerOutcome } from '../store/log-deps.ts';
import { OpenLedger } from './open-ledger.ts';
import { hostOf, isOfThisComputer } from './hosts.ts';
import { followLog, type Followed } from './follow-log.ts';
import { begunSend, newestMoment, quietMs, type LoggedSend } from '../store/logged-sends.ts';
import { pressDate, type PressDate } from './press-date.ts';
import { isSameClock, TrustedClock, type ClockSources, type ClockState, type Stamp } from './trusted-clock.ts';
import { minuteMs, hourMs, dayMs } from '../../shared/base/time-units.ts';

/** So much time surely lies between a send and another whose event can't be its own. */
const besideMs = 26 * hourMs;
/** The same for sends that the ledger doesn't know: those before its beginning. */
const marginMs = hourMs;
/** So long a send is remembered, and so many are forgotten at once. */
const keptMs = 400 * dayMs;
const prunedAtOnce = 500;
/** The clock is written down with a send when so much time has passed. */
const clockEveryMs = minuteMs;
/** The undo period at most, and a little. */
const undoAtMostMs = numberSettings.undoSeconds.max * 1000 + 1000;

export interface LedgerDeps extends ClockSources {
  file: string;
  /** Called with a plain sentence for people when something happened to the ledger. */
  notice: (sentence: string) => void;
}

/** A send and those that may explain the same events; all on one clock where that can be said. */
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
  #followed: Followed | null = null;
  #removal: Fact<'removal'> | null | undefined;
  #allowance: number | null | undefined;
  #key = FingerprintKey.random();
  /** Whether that is the one of the keychain. */
  #keyed = false;
  readonly keyRecord = new KeyRecord((job) => this.#try(({ facts }) => job(facts)));
  readonly #unkeyed = new Map<string, Unkeyed>();
  /** Sends of this process without an outcome. */
  readonly #underWay = new Set<string>();
  /** Time lived when the clock was last written down. */
  #clockWritten = -Infinity;
  /** By host: how far its clock was ahead, and when that was seen. */
  readonly #ahead = new Map<string, { stamp: Stamp; ms: number }>();

  constructor(deps: LedgerDeps) {
    this.#deps = deps;
  }

  /** Another log is open, or the same one anew: the ledger catches up with it. */
  follow(log: LogDatabase): void {
    this.#log = log;
    this.#followed = null;
    this.#try((opened) => {
      this.#follow(opened, log);
    });
  }

  /** An entry was written; its request has not left. */
  begun(entry: NewEntry, entryId: number): void {
    this.#underWay.add(entry.pressId);
    this.#try((opened) => {
      // Somebody else wrote into the log, or this could not.
      if (this.#followed?.last !== entryId - 1) return;
      opened.write(() => {
        this.#add(opened, begunSend(entry, entryId), this.#clockOf(opened).stamp());
        this.#writeClock(opened, clockEveryMs);
      });
      this.#followed = { ...this.#followed, last: entryId };
    });
    this.#try((opened) => {
      if (this.#followed?.last !== entryId && this.#log !== null) this.#follow(opened, this.#log);
    });
  }

  /** A send has its outcome. `doneAt`, `durationMs`: when that was, and for how long its request was under way. */
  outcomeStored(pressId: string, outcome: LedgerOutcome, doneAt: number, durationMs: number | null): void {
    this.#underWay.delete(pressId);
    this.#try((opened) => {
      const { rows } = opened;
      opened.write(() => {
        rows.setOutcome(pressId, outcome);
        const at = rows.own(pressId)?.at;
        if (durationMs === null || at === undefined) return;
        // The undo period lies between the press and the request; a clock that was set meanwhile tells nothing of it.
        const leftAt = Math.min(Math.max(at, doneAt - durationMs), at + undoAtMostMs);
        rows.setTimes(pressId, leftAt, leftAt + durationMs);
      });
    });
  }

  /** It was found out later, or by a person. */
  resolved(pressId: string, outcome: LedgerOutcome): void {
    this.#try((opened) => {
      const { rows } = opened;
      opened.write(() => {
        rows.setOutcome(pressId, outcome);
      });
    });
  }

  /** A server has told the time. Those on this computer tell its own. */
  sawServerTime(host: string, moment: number): void {
    if (isOfThisComputer(host)) return;
    this.#try((opened) => {
      const clock = this.#clockOf(opened);
      clock.sawServerTime(moment);
      const { wall, lived } = clock.now();
      // Whole seconds: on the average half of one is missing.
      const ahead = { stamp: { wall, lived }, ms: moment + 500 - wall };
      this.#ahead.set(host, ahead);
      opened.write(() => {
        opened.rows.date(Math.max(moment, wall), lived);
        this.#place(opened, host, ahead);
        this.#writeClock(opened, clockEveryMs);
      });
    });
  }

  /** The key of the keychain: with the stamp that it carried there, and the one that it carries now. */
  useKey(key: FingerprintKey, stamp: string, next: string): void {
    this.#key = key;
    this.#try((opened) => {
      opened.write(() => {
        const known = opened.facts.get('key');
        // Another key, or an older state of these files: what happened in between is not in them.
        if (known !== null && !isKeyOf(known, key, stamp)) this.#breakOff(opened);
        opened.facts.set('key', { id: key.id, stamps: [stamp, next] });
        for (const [pressId, { realm, list, numbered, names }] of this.#unkeyed) {
          opened.rows.rekey(pressId, key.id, key.list(realm, list, numbered), key.contacts(realm, names));
        }
      });
      this.#keyed = true;
      this.#unkeyed.clear();
    });
  }

  /** The send of a press and all that may explain the same events, or why that can't be said. */
  evidence(pressId: string): LedgerEvidence | LedgerGap {
    const found = this.#try((opened): LedgerEvidence | LedgerGap => {
      const own = opened.rows.own(pressId);
      const complete = opened.facts.get('complete');
      if (own === null || complete === null || this.#followed === null) return 'unknown';
      if (own.key_id !== this.#key.id) return 'otherKey';
      const near = complete.lived !== null && (own.lived === null || own.lived - complete.lived < marginMs);
      if (own.entry_id <= complete.after || near) return 'incomplete';
      return { own, others: opened.rows.beside(own, besideMs) };
    });
    return found ?? 'unknown';
  }

  /** The same without asking whether all of them are known; `null` where the send isn't there. */
  sends(pressId: string): LedgerEvidence | null {
    return this.#try(({ rows }) => {
      const own = rows.own(pressId);
      return own && { own, others: rows.beside(own, besideMs) };
    });
  }

  /** Whether a press was when the computer's clock said so; `null` where the ledger can't tell. */
  pressDate(pressId: string): PressDate | null {
    return this.#try((opened) => {
      const own = opened.rows.own(pressId);
      return own && pressDate(own, opened.rows.timesAround(own.seq), this.#clockOf(opened).now());
    });
  }

  /** From this entry on all count as sent within `windowMs`, whatever the computer's clock says; `null` where none does. */
  recentFrom(windowMs: number): number | null {
    this.catchUp();
    const found = this.#try((opened) => {
      const { lived, sure } = this.#clockOf(opened).now();
      const passed = opened.rows.lastPassed(lived - windowMs, sure - windowMs);
      return opened.rows.nextEntry(Math.max(passed, opened.facts.get('followed')?.seq ?? 0));
    });
    return found ?? null;
  }

  /** The time as far as it can be trusted. */
  now(): ClockState {
    const clock = this.#try((opened) => this.#clockOf(opened)) ?? (this.#clock ??= new TrustedClock(this.#deps, null, null));
    return clock.now();
  }

  /** A person has said that the computer's clock is right. */
  confirmClock(): void {
    this.#try((opened) => {
      this.#clockOf(opened).confirm();
      this.#writeClock(opened);
    });
  }

  /** What a person agreed to remove; `null` for nothing. */
  get removal(): Fact<'removal'> | null {
    if (this.#removal === undefined) this.#removal = this.#try(({ facts }) => facts.get('removal'));
    return this.#removal;
  }

  set removal(agreed: Fact<'removal'> | null) {
    // It holds for this run also where it can't be written.
    this.#removal = agreed;
    this.#try(({ facts }) => {
      if (agreed === null) facts.remove('removal');
      else facts.set('removal', agreed);
    });
  }

  /** How many entries the log's size may still remove without a question; `null`: as many as from a log that fitted. */
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

  /** Forgets some of what is older than an event that anybody asks for. Whether there may be more. */
  prune(): boolean {
    const more = this.#try((opened) =>
      opened.write(() => {
        const { lived, sure } = this.#clockOf(opened).now();
        // Not by the moments of the sends: the computer's clock may have been wrong then.
        const pruned = opened.rows.prune(opened.rows.lastPassed(lived - keptMs, sure - keptMs), prunedAtOnce);
        if (pruned !== null) this.#raise(opened, pruned.entryId, pruned.lived);
        this.#writeClock(opened);
        return pruned !== null;
      }),
    );
    return more === true;
  }

  /** Before entries go from the log, and before the guard asks: what the ledger could not write is read from the log. */
  catchUp(): void {
    if (this.#log === null) return;
    const log = this.#log;
    this.#try((opened) => {
      if (this.#followed === null) this.#follow(opened, log);
    });
  }

  /** Forgets every send but those under way: evidence of earlier ones is unclear from now on. Failure: `ledger.notCleared`. */
  clear(): Result<null> {
    try {
      this.#with((opened) => {
        opened.write(() => {
          const { lived } = opened.rows.newest();
          opened.rows.clear([...this.#underWay]);
          if (this.#followed !== null) this.#raise(opened, this.#followed.last, lived ?? this.#clockOf(opened).now().lived);
          else this.#breakOff(opened);
        });
        opened.database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      });
      return ok(null);
    } catch (error) {
      return failText({ code: 'ledger.notCleared', params: { reason: logTrouble(error) } });
    }
  }

  close(): void {
    this.#try((opened) => {
      this.#writeClock(opened);
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
      this.#writeClock(opened);
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
    if (!this.#keyed) this.#unkeyed.set(pressId, { realm, list, numbered, names });
  }

  /** Sends to this host on the same setting of the computer's clock had its clock ahead by as much. */
  #place({ rows }: OpenLedger, host: string, { stamp, ms }: { stamp: Stamp; ms: number }): void {
    for (const { seq, siteUrl, at, lived } of rows.unplaced()) {
      if (hostOf(siteUrl) === host && isSameClock(stamp, { wall: at, lived })) rows.place(seq, ms);
    }
  }

  /** Nobody knows what was sent up to now. */
  #breakOff(opened: OpenLedger): void {
    this.#raise(opened, this.#followed?.last ?? opened.facts.get('followed')?.last ?? 0, this.#clockOf(opened).now().lived);
  }

  #raise({ facts }: OpenLedger, after: number, lived: number | null): void {
    const before = facts.get('complete');
    const since = before?.lived == null || lived == null ? (lived ?? before?.lived ?? null) : Math.max(lived, before.lived);
    facts.set('complete', { after: Math.max(after, before?.after ?? 0), lived: since });
  }

  #clockOf({ facts }: OpenLedger): TrustedClock {
    if (this.#clock !== null) return this.#clock;
    const kept = facts.get('clock');
    const clock = new TrustedClock(this.#deps, kept, this.#log && newestMoment(this.#log));
    // At the first run only the log tells how late it is at least, so a clock that was asked for before it was open is not kept.
    if (kept !== null || this.#log !== null) this.#clock = clock;
    return clock;
  }

  /** `everyMs`: not where that was done less time ago; the clock goes on from what was written as well as from now. */
  #writeClock({ facts }: OpenLedger, everyMs = 0): void {
    if (this.#clock === null) return;
    const clock = this.#clock.now();
    if (clock.lived - this.#clockWritten < everyMs) return;
    facts.set('clock', clock);
    this.#clockWritten = clock.lived;
  }

  #open(): OpenLedger {
    if (this.#opened !== null) return this.#opened;
    if (this.#closed) throw new Error('the ledger is closed');
    this.#opened = OpenLedger.at(this.#deps.file, new Date(this.#deps.wall()), this.#deps.notice);
    return this.#opened;
  }

  /** Somebody has changed the schema while Keypost runs: it goes on with a ledger of its own. */
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

  /** `null` where it failed: then the ledger is behind, and evidence is unclear until it has caught up. */
  #try<T>(job: (opened: OpenLedger) => T): T | null {
    if (this.#closed) return null;
    try {
      return this.#with(job);
    } catch (error) {
      this.#followed = null;
      this.#deps.notice(textOf({ code: 'ledger.notWritten', params: { reason: logTrouble(error) } }));
      return null;
    }
  }
}
