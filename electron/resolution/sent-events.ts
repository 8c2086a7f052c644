/**
 * Judges whether a contact's SENT events show that one send went out. An event that may belong to another send, or whose time may be
 * off, never counts for this send: the log would be wrong.
 */
import { maximumMatchingSize } from '../shared/base/bipartite-matching.ts';
import type { SentEvent } from '../whatcounts/events.ts';
import { maxDelayMs, easternmost, toleranceMs, westernmost, type SendWindow, type ServerClock } from './server-clock.ts';
import { minuteMs, hourMs } from '../shared/base/time-units.ts';

/** Dates have whole seconds, and synchronized clocks still differ a little: an event may seem to be this much earlier than its send. */
const earlyToleranceMs = 2000;
/** Up to this long after a send's end, beyond the lag of the reference sends, an event certainly belongs to it. */
const promptMs = minuteMs;
/** Up to this late, an event may still belong to another send: longer than a clock change accounts for. */
const rivalMs = 2 * hourMs;
/** Beyond this, an event certainly doesn't belong to the send; between `promptMs` and this it can't be decided. */
const tooLateMs = 24 * hourMs;

/** Another send that may explain an event. */
export interface OtherSend {
  /** `null`: on a clock that can't be compared with this send's, so its event may be at any time. */
  window: SendWindow | null;
  /** `accepted`: it has exactly one event. `doubtful`: it has at most one. */
  certainty: 'accepted' | 'doubtful';
}

export interface JudgeInput {
  /** The send in question. */
  own: SendWindow;
  others: readonly OtherSend[];
  /** The contact's SENT events, on any list or none. */
  events: readonly SentEvent[];
  listIds: readonly number[];
  /** `null` if it isn't known. */
  clock: ServerClock | null;
  /** Whether the server's clock may be changed by an hour in spring and autumn. */
  daylightSaving: boolean;
}

/**
 * `zone`: the server's time zone isn't known. `rival`: another send may explain the event. `several`: there are more events than one send
 * has. `late`, `early`: the closest event is too long after the send, or before it. `clock`: an event fits only if the clock was changed.
 * `unreadable`: an event has no list or time.
 */
export type Doubt = 'zone' | 'rival' | 'several' | 'late' | 'early' | 'clock' | 'unreadable';

export type Judgement = { result: 'found'; event: SentEvent; delayMs: number } | { result: 'notFound' } | { result: 'unclear'; why: Doubt };

interface TimedEvent {
  event: SentEvent;
  /** On the server's clock, or in milliseconds since 1970. */
  at: number;
}

export function judge(question: JudgeInput): Judgement {
  const { events, listIds, clock, own } = question;
  const here = events.flatMap((event): TimedEvent[] => {
    const { at, listId } = event;
    return at !== null && listId !== null && listIds.includes(listId) ? [{ event, at }] : [];
  });
  const unreadable = events.filter(({ listId, at }) => (listId === null || listIds.includes(listId)) && (listId === null || at === null));
  const judgement =
    clock === null ? judgeWithoutZone(own, here) : new EventMatching(question, clock, inUtc(here, clock.offset)).judgement();
  if (judgement.result !== 'notFound') return judgement;
  return unreadable.some(({ at }) => at === null || inReach(at, own)) ? { result: 'unclear', why: 'unreadable' } : judgement;
}

/** Without a zone nothing can be found, but an event that is too early or too late in every time zone doesn't belong to this send. */
const judgeWithoutZone = (own: SendWindow, events: readonly TimedEvent[]): Judgement =>
  events.some(({ at }) => inReach(at, own)) ? { result: 'unclear', why: 'zone' } : { result: 'notFound' };

/** Whether there is a time zone in which a wall-clock time may be that of an event of this send. */
export const inReach = (at: number, { from, to }: SendWindow): boolean =>
  at >= from + westernmost - toleranceMs && at <= to + easternmost + tooLateMs;

/** Sorted, in milliseconds since 1970. */
const inUtc = (events: readonly TimedEvent[], offset: number): TimedEvent[] =>
  events.map(({ event, at }) => ({ event, at: at - offset })).sort((a, b) => a.at - b.at);

const unclear = (why: Doubt): Judgement => ({ result: 'unclear', why });

/**
 * Matches events to sends. An event belongs to this send if it fits, and if the other sends can't explain it in any matching: each accepted
 * send has exactly one event, each doubtful one at most one, and the server's clock may have been changed by an hour.
 */
class EventMatching {
  readonly #own: SendWindow;
  readonly #events: readonly TimedEvent[];
  /** The range around a send, in milliseconds, within which an event certainly belongs to it. */
  readonly #earliestLag: number;
  readonly #latestLag: number;
  /** How far the clock may differ from the learned one, in milliseconds. */
  readonly #clockShifts: readonly number[];
  /** For each other send, the indexes of the events that it may explain. */
  readonly #candidates: readonly (readonly number[])[];
  /** The same for accepted sends that certainly have an event. */
  readonly #certain: readonly (readonly number[])[];

  constructor({ own, others, daylightSaving }: JudgeInput, { lag }: ServerClock, events: readonly TimedEvent[]) {
    this.#own = own;
    this.#events = events;
    this.#earliestLag = Math.min(0, lag.min) - earlyToleranceMs;
    this.#latestLag = Math.max(0, lag.max) + promptMs;
    this.#clockShifts = daylightSaving ? [0, -hourMs, hourMs] : [0];
    const accepted = others.filter(({ certainty }) => certainty === 'accepted');
    const withEvent = accepted.filter(({ window }) => this.#indexesWhere((at) => this.#fits(at, window)).length > 0);
    const closeFits = withEvent.map((one) =>
      this.#indexesWhere((at) => this.#clockShifts.some((shift) => this.#fits(at + shift, one.window))),
    );
    // If there aren't enough events for all of them, none certainly has one.
    const isConsistent = maximumMatchingSize(closeFits) === closeFits.length;
    this.#certain = isConsistent ? closeFits : [];
    const rest = isConsistent ? others.filter((one) => !withEvent.includes(one)) : others;
    this.#candidates = [
      ...this.#certain,
      ...rest.map(({ window }) => this.#indexesWhere((at) => window === null || this.#mightFit(at, window))),
    ];
  }

  judgement(): Judgement {
    const fitting = this.#indexesWhere((at) => this.#fits(at, this.#own));
    const shifted = this.#indexesWhere((at) => this.#clockShifts.some((shift) => this.#fits(at + shift, this.#own)));
    if (!this.#belongToOthers(fitting)) {
      if (this.#countUnexplained(fitting) === 0) return unclear('rival');
      // Of two events that no other send explains, one belongs to a send that this log doesn't know, and so may the other.
      const near = this.#indexesWhere((at) => at >= this.#own.from - toleranceMs && at <= this.#own.to + maxDelayMs);
      if (this.#countUnexplained([...new Set([...shifted, ...near])]) > 1) return unclear('several');
      return this.#foundAmong(fitting);
    }
    const free = this.#unclaimedTimes();
    const { from, to } = this.#own;
    if (free.some((at) => at > to)) return unclear('late');
    if (free.some((at) => at >= from - toleranceMs)) return unclear('early');
    const changed = this.#clockShifts.some((shift) => free.some((at) => this.#fits(at + shift, this.#own)));
    return changed ? unclear('clock') : { result: 'notFound' };
  }

  #foundAmong(fitting: readonly number[]): Judgement {
    const { from } = this.#own;
    // The event without which the other sends explain all the rest.
    const index = fitting.find((one) => this.#countUnexplained(fitting.filter((other) => other !== one)) === 0);
    const own = index === undefined ? undefined : this.#events[index];
    return own ? { result: 'found', event: own.event, delayMs: Math.max(0, own.at - from) } : unclear('several');
  }

  /** The number of these events that no other send explains. */
  #countUnexplained(indexes: readonly number[]): number {
    return indexes.length - maximumMatchingSize(this.#restrictedTo(this.#candidates, indexes));
  }

  /** Whether all of these events belong to accepted sends that have no other event. */
  #belongToOthers(indexes: readonly number[]): boolean {
    return this.#unclaimed(indexes).length === 0;
  }

  /** The events among these that may be left over once each send in `#certain` has its own. */
  #unclaimed(indexes: readonly number[]): number[] {
    const all = maximumMatchingSize(this.#certain);
    return indexes.filter((index) => maximumMatchingSize(this.#certain.map((some) => some.filter((one) => one !== index))) === all);
  }

  /** The times of events near the send that may be left over. */
  #unclaimedTimes(): number[] {
    const near = this.#indexesWhere((at) => at >= this.#own.from - tooLateMs && at <= this.#own.to + tooLateMs);
    return this.#unclaimed(near).map((index) => this.#events[index]?.at ?? 0);
  }

  #restrictedTo(edges: readonly (readonly number[])[], indexes: readonly number[]): number[][] {
    return edges.map((some) => some.filter((index) => indexes.includes(index)));
  }

  #indexesWhere(matches: (at: number) => boolean): number[] {
    return this.#events.flatMap(({ at }, index) => (matches(at) ? [index] : []));
  }

  #fits(at: number, window: SendWindow | null): boolean {
    return window !== null && at >= window.from + this.#earliestLag && at <= window.to + this.#latestLag;
  }

  #mightFit(at: number, window: SendWindow): boolean {
    const isLateFit = at >= window.from + this.#earliestLag - toleranceMs && at <= window.to + this.#latestLag + rivalMs;
    return isLateFit || this.#clockShifts.some((shift) => this.#fits(at + shift, window));
  }
}
