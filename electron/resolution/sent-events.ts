/**
 * Whether a contact's SENT events show that one send went out. An event that may be of another send, or of another time than
 * it seems, is never taken for this one: then the log would lie. Pure.
 */
import { matchingSize } from '../shared/base/matching.ts';
import type { SentEvent } from '../whatcounts/events.ts';
import { maxDelayMs, easternmost, toleranceMs, westernmost, type SendWindow, type ServerClock } from './server-clock.ts';
import { minuteMs, hourMs } from '../shared/base/time-units.ts';

/** Dates have whole seconds, and two clocks that agree still differ a little: an event seems to come up to this much before its send. */
const earlyToleranceMs = 2000;
/** So long after the end of a send its event is surely its own, measured against the events of the sends that taught the clock. */
const promptMs = minuteMs;
/** So late an event may still be that of another send: more than a change of the clock makes it seem. */
const rivalMs = 2 * hourMs;
/** So late an event is surely not this send's; between this and `promptMs` it can't be told. */
const tooLateMs = 24 * hourMs;

/** Another send that may explain an event. */
export interface OtherSend {
  /** `null`: on a clock that can't be compared with this send's, so its event may stand anywhere. */
  window: SendWindow | null;
  /** `accepted`: it has exactly one event. `doubtful`: it has one at most. */
  certainty: 'accepted' | 'doubtful';
}

export interface JudgeInput {
  /** The send that is asked about. */
  own: SendWindow;
  others: readonly OtherSend[];
  /** The contact's SENT events on the list, and those that name no list. */
  events: readonly SentEvent[];
  listIds: readonly number[];
  /** `null` when it is not known. */
  clock: ServerClock | null;
  /** Whether the server's clock may be changed by an hour in spring and autumn. */
  daylightSaving: boolean;
}

/**
 * `zone`: the server's zone is not known. `rival`: another send may explain the event. `several`: more events than one send has. `late`,
 * `early`: the next event comes too long after the send, or before it. `clock`: an event fits if the clock was changed. `unreadable`: an
 * event without list or time.
 */
export type Doubt = 'zone' | 'rival' | 'several' | 'late' | 'early' | 'clock' | 'unreadable';

export type Judgement = { result: 'found'; event: SentEvent; delayMs: number } | { result: 'notFound' } | { result: 'unclear'; why: Doubt };

interface TimedEvent {
  event: SentEvent;
  /** By the server's clock, or in milliseconds since 1970. */
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

/** Nothing is found without a zone; but an event that is too old or too young in every zone of the world is not this send's. */
const judgeWithoutZone = (own: SendWindow, events: readonly TimedEvent[]): Judgement =>
  events.some(({ at }) => inReach(at, own)) ? { result: 'unclear', why: 'zone' } : { result: 'notFound' };

/** Whether there is a zone in which a wall clock's time may be that of an event of this send. */
export const inReach = (at: number, { from, to }: SendWindow): boolean =>
  at >= from + westernmost - toleranceMs && at <= to + easternmost + tooLateMs;

/** In their order, as milliseconds since 1970. */
const inUtc = (events: readonly TimedEvent[], offset: number): TimedEvent[] =>
  events.map(({ event, at }) => ({ event, at: at - offset })).sort((a, b) => a.at - b.at);

const unclear = (why: Doubt): Judgement => ({ result: 'unclear', why });

/**
 * An event is this send's when it fits it, and when no way to give events to the other sends leaves it unused: each accepted one has exactly
 * one, each doubtful one at most one, under every change of the server's clock by an hour.
 */
class EventMatching {
  readonly #own: SendWindow;
  readonly #events: readonly TimedEvent[];
  /** Milliseconds before and after a send in which its event surely is its own. */
  readonly #earliestLag: number;
  readonly #latestLag: number;
  /** By how much the clock may differ from what was learned. */
  readonly #clockShifts: readonly number[];
  /** Of each other send the events (by their place) that it may explain. */
  readonly #candidates: readonly (readonly number[])[];
  /** The same of the accepted ones with an event of their own. */
  readonly #certain: readonly (readonly number[])[];

  constructor({ own, others, daylightSaving }: JudgeInput, { lag }: ServerClock, events: readonly TimedEvent[]) {
    this.#own = own;
    this.#events = events;
    this.#earliestLag = Math.min(0, lag.min) - earlyToleranceMs;
    this.#latestLag = Math.max(0, lag.max) + promptMs;
    this.#clockShifts = daylightSaving ? [0, -hourMs, hourMs] : [0];
    const accepted = others.filter(({ certainty }) => certainty === 'accepted');
    const served = accepted.filter(({ window }) => this.#indexesWhere((at) => this.#fits(at, window)).length > 0);
    const narrow = served.map((one) => this.#indexesWhere((at) => this.#clockShifts.some((shift) => this.#fits(at + shift, one.window))));
    // Where the events don't suffice for all of them, none can be said to have its own.
    const sound = matchingSize(narrow) === narrow.length;
    this.#certain = sound ? narrow : [];
    const rest = sound ? others.filter((one) => !served.includes(one)) : others;
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
      // Of two that nobody else explains, one is of a send that this log doesn't know: so may be the other.
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
    // One without which the others can explain all the rest.
    const place = fitting.find((one) => this.#countUnexplained(fitting.filter((other) => other !== one)) === 0);
    const own = place === undefined ? undefined : this.#events[place];
    return own ? { result: 'found', event: own.event, delayMs: Math.max(0, own.at - from) } : unclear('several');
  }

  /** How many of these events no other send explains. */
  #countUnexplained(places: readonly number[]): number {
    return places.length - matchingSize(this.#restrictedTo(this.#candidates, places));
  }

  /** Whether all of these are of sends that were accepted and have no other event. */
  #belongToOthers(places: readonly number[]): boolean {
    return this.#unclaimed(places).length === 0;
  }

  /** Of these events those that may be left when each settled send has taken its own. */
  #unclaimed(places: readonly number[]): number[] {
    const all = matchingSize(this.#certain);
    return places.filter((place) => matchingSize(this.#certain.map((some) => some.filter((one) => one !== place))) === all);
  }

  /** Times of all events of about this time that may be left so. */
  #unclaimedTimes(): number[] {
    const near = this.#indexesWhere((at) => at >= this.#own.from - tooLateMs && at <= this.#own.to + tooLateMs);
    return this.#unclaimed(near).map((place) => this.#events[place]?.at ?? 0);
  }

  #restrictedTo(edges: readonly (readonly number[])[], places: readonly number[]): number[][] {
    return edges.map((some) => some.filter((place) => places.includes(place)));
  }

  #indexesWhere(is: (at: number) => boolean): number[] {
    return this.#events.flatMap(({ at }, place) => (is(at) ? [place] : []));
  }

  #fits(at: number, window: SendWindow | null): boolean {
    return window !== null && at >= window.from + this.#earliestLag && at <= window.to + this.#latestLag;
  }

  #mightFit(at: number, window: SendWindow): boolean {
    const slowly = at >= window.from + this.#earliestLag - toleranceMs && at <= window.to + this.#latestLag + rivalMs;
    return slowly || this.#clockShifts.some((shift) => this.#fits(at + shift, window));
  }
}
