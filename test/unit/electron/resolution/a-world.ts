/**
 * Random histories of sends, lost requests, cleared ledgers and clock changes: what Keypost's evidence looks like, together with the truth.
 * Each is generated from a number, so that a history that shows a fault can be generated again.
 */
import type { LedgerSend } from '../../../../electron/log/ledger/ledger-rows.ts';
import { isSameClock } from '../../../../electron/log/ledger/trusted-clock.ts';
import { foldLookAlikes } from '../../../../electron/shared/base/fold-look-alikes.ts';
import type { SentEvent } from '../../../../electron/whatcounts/events.ts';

const second = 1000;
const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
export const list = 13;

/** One send, as it really was. */
export interface TrueSend {
  row: LedgerSend;
  name: string;
  /** Whether it has an event. */
  went: boolean;
  /** Whether its entry is in the log, so that it can teach the clock. */
  logged: boolean;
  /** Whether the ledger has it. */
  remembered: boolean;
  truly: number;
}

export interface World {
  sends: TrueSend[];
  /** The events of a contact, whatever the spelling of its key. */
  eventsOf: (name: string) => SentEvent[];
  /** The ledger is complete after this send; `lived` is when the last missing one may have been made. */
  complete: { after: number; lived: number | null };
  daylightSaving: boolean;
  /** Only sends to this contact and their events: no clock change, no other sender, no cleared ledger. */
  clean: boolean;
}

export type Random = () => number;

/** Mulberry32: small, fast and good enough for tests. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const targets = ['müller-7', 'MÜLLER-7', 'Müller-7', 'mu\u0308ller-7'];
const others = ['ck1', 'ck2', 'ck3', 'ck4'];
const begin = Date.parse('2026-10-24T08:00:00Z');

/** What can happen to a send: how it ends in the log, and whether it has an event. */
const fates = [
  { weight: 10, state: 'accepted', cause: 'answer', status: 200, went: true },
  { weight: 4, state: 'unknown', cause: 'timeout', status: null, went: false },
  { weight: 4, state: 'unknown', cause: 'timeout', status: null, went: true },
  { weight: 1, state: 'rejected', cause: 'answer', status: 404, went: false },
  { weight: 1, state: 'rejected', cause: 'answer', status: 500, went: false },
  { weight: 1, state: 'rejected', cause: 'answer', status: 504, went: true },
  { weight: 1, state: 'not sent', cause: 'refused', status: null, went: false },
] as const;
type Fate = (typeof fates)[number];

/** The computer's clock, and the time since it was started. */
class Computer {
  lived = 0;
  #ahead: number;
  #at = begin;

  constructor(
    private readonly random: Random,
    private readonly steady: boolean,
  ) {
    this.#ahead = Math.round((random() - 0.5) * 4 * second);
  }

  /** Advances to a time; the clock may be set and the computer restarted in between. */
  goTo(moment: number): void {
    const gap = moment - this.#at;
    this.#at = moment;
    const off = !this.steady && gap > 2 * minute && this.random() < 0.06;
    this.lived += off ? Math.round(this.random() * minute) : gap;
    if (this.steady || this.random() > 0.06) return;
    const jumps = [hour, -hour, 30 * minute, -30 * minute, 90 * second, -90 * second, 400 * day, -2 * day];
    this.#ahead += (jumps[Math.floor(this.random() * jumps.length)] ?? 0) + Math.round(this.random() * 20 * second);
  }

  get wall(): number {
    return this.#at + this.#ahead;
  }
}

/** `clean`: without anything that makes the evidence doubtful. */
export function makeWorld(seed: number, clean: boolean): World {
  const random = randomOf(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const zone = (below(27) - 12) * hour + (random() < 0.1 ? 30 * minute : 0);
  // Some servers change their clock during this history.
  const changeAt = !clean && random() < 0.35 ? begin + random() * 30 * hour : Infinity;
  const change = random() < 0.7 ? -hour : hour;
  const skew = random() < 0.5 ? Math.round((random() - 0.5) * 80 * second) : 0;
  const hasServerTime = random() < 0.75;
  const computer = new Computer(random, clean);
  const events = new Map<string, SentEvent[]>();
  let eventId = 1;
  const happen = (name: string, truly: number): void => {
    const wall = truly + skew + zone + (truly >= changeAt ? change : 0);
    // Whole seconds, like two of the three date formats of the API.
    const at = Math.floor(wall / second) * second;
    const key = foldLookAlikes(name);
    events.set(key, [...(events.get(key) ?? []), { id: eventId++, listId: list, at, date: String(at) }]);
  };

  const sends: TrueSend[] = [];
  const count = clean ? 4 + below(4) : 3 + below(10);
  let moment = begin;
  for (let n = 0; n < count; n++) {
    const [least, most] = pick(random, clean ? calmGaps : gaps);
    moment += least + random() * (most - least);
    computer.goTo(moment);
    const isTarget = random() < 0.6;
    const name = isTarget ? (targets[below(targets.length)] ?? '') : (others[below(others.length)] ?? '');
    const fate = isTarget ? fateOf(random) : fates[0];
    const undo = random() < 0.2 ? 3 * second : 0;
    const took = fate.status === null ? (random() < 0.5 ? 30 * second : Math.round(random() * 2 * second)) : Math.round(random() * 1500);
    const left = moment + undo;
    if (fate.went) happen(name, left + random() * Math.min(took, 2 * second) + (random() < 0.1 ? random() * 15 * second : 0));
    const at = Math.round(computer.wall);
    const row: LedgerSend = {
      seq: n + 1,
      press_id: String(n + 1),
      entry_id: n + 1,
      key_id: 'k',
      same_list: 1,
      same_contact: 1,
      numbered: 0,
      at,
      lived: random() < 0.02 && !clean ? null : Math.round(computer.lived),
      ahead: null,
      left_at: at + undo,
      done_at: at + undo + took,
      state: fate.state,
      cause: fate.cause,
      status: fate.status,
    };
    // The server's time from its response, in whole seconds.
    const ahead =
      hasServerTime && fate.status !== null ? Math.floor((left + took + skew) / second) * second + 500 - (at + undo + took) : null;
    sends.push({ row: { ...row, ahead }, name, went: fate.went, logged: random() > 0.3 || clean, remembered: true, truly: moment });
  }
  spreadServerTimes(sends);
  if (!clean) strangers(random, sends, happen);
  const complete = clean ? { after: 0, lived: null } : forget(random, sends);
  return { sends, eventsOf: (name) => events.get(foldLookAlikes(name)) ?? [], complete, daylightSaving: true, clean };
}

/** Time between two sends: at once, minutes, about an hour, hours. */
const gaps = [
  [second, 40 * second],
  [minute, 12 * minute],
  [hour - 20 * second, hour + 20 * second],
  [20 * minute, 5 * hour],
] as const;
const calmGaps = [[25 * minute, 3 * hour]] as const;

const pick = <T>(random: Random, some: readonly [T, ...T[]]): T => some[Math.floor(random() * some.length)] ?? some[0];

function fateOf(random: Random): Fate {
  let left = random() * fates.reduce((sum, { weight }) => sum + weight, 0);
  return fates.find(({ weight }) => (left -= weight) < 0) ?? fates[0];
}

/** Like the ledger: the time of one response applies to every send with the same setting of the computer's clock. */
function spreadServerTimes(sends: readonly TrueSend[]): void {
  const stampOf = ({ row }: TrueSend) => ({ wall: row.at, lived: row.lived ?? Number.NaN });
  const timed = sends.filter(({ row }) => row.ahead !== null);
  for (const send of sends) {
    send.row.ahead ??= timed.find((one) => isSameClock(stampOf(one), stampOf(send)))?.row.ahead ?? null;
  }
}

/**
 * Adds sends by others to the same contact. An event of theirs at the very time of a lost send, without any other trace, can't be
 * distinguished from an event of that send (see docs/outcomes.md), so only that case is left out.
 */
function strangers(random: Random, sends: readonly TrueSend[], happen: (name: string, truly: number) => void): void {
  if (random() > 0.3) return;
  const lost = sends.filter(({ went, row }) => !went && (row.state === 'unknown' || row.state === 'rejected'));
  const last = sends.at(-1)?.truly ?? begin;
  for (let n = Math.floor(random() * 4); n >= 0; n--) {
    const truly = begin + random() * (last - begin + hour);
    // Also an hour away, because the server's clock may change.
    const isAlike = lost.some((one) => [-hour, 0, hour].some((shift) => Math.abs(truly + shift - one.truly - minute) < 4 * minute));
    if (!isAlike) happen(targets[0] ?? '', truly);
  }
}

/** Clears the ledger, wholly or partly, like after damage to the log or a move of it. */
function forget(random: Random, sends: TrueSend[]): World['complete'] {
  if (random() > 0.3) return { after: 0, lived: null };
  const last = sends[Math.floor(random() * sends.length)];
  if (!last) return { after: 0, lived: null };
  const all = random() < 0.6;
  for (const send of sends) if (send.row.seq <= last.row.seq && (all || random() < 0.5)) send.remembered = false;
  const lived = Math.max(...sends.filter(({ row }) => row.seq <= last.row.seq).map(({ row }) => row.lived ?? 0));
  return { after: last.row.entry_id, lived };
}
