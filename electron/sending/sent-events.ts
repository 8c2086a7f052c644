/**
 * Whether a contact's SENT events show that one send went out. An event that may be of another send, or of another time than
 * it seems, is never taken for this one: then the log would lie. Pure.
 */
import type { SentEvent } from '../whatcounts/events.ts';
import { delayMs, easternmost, toleranceMs, westernmost } from './server-clock.ts';

const hourMs = 60 * 60_000;
/** So late an event is surely not this send's; between this and `delayMs` it can't be told. */
const tooLateMs = 24 * hourMs;
/** So late an event may still be that of another send: more than a change of the clock makes it seem. */
const rivalMs = 2 * hourMs;
/** Dates have whole seconds: an event of the same second seems to come up to this much before its press. */
const secondMs = 1000;

export interface Question {
  /** Press of the send that is asked about, in milliseconds since 1970. */
  press: number;
  /** Presses of the other sends to this key on this list that were accepted: each explains at most one event. */
  accepted: readonly number[];
  /** Presses of those of which nobody knows for sure that nothing went out. */
  doubtful: readonly number[];
  /** The contact's SENT events on the list, and those that name no list. */
  events: readonly SentEvent[];
  listIds: readonly number[];
  /** Milliseconds that the server's clock is ahead of UTC; `null` when that is not known. */
  offset: number | null;
  /** Whether the server's clock may be changed by an hour in spring and autumn. */
  daylightSaving: boolean;
}

/**
 * `zone`: the server's zone is not known. `rival`: another send may explain the event. `late`: the next event comes too long
 * after the press. `clock`: an event fits if the clock was changed. `unreadable`: an event without list or time.
 */
export type Doubt = 'zone' | 'rival' | 'late' | 'clock' | 'unreadable';

export type Judgement = { result: 'found'; event: SentEvent; delayMs: number } | { result: 'notFound' } | { result: 'unclear'; why: Doubt };

interface Timed {
  event: SentEvent;
  /** Milliseconds since 1970. */
  at: number;
}

export function judge(question: Question): Judgement {
  const { events, listIds, offset } = question;
  const here = events.filter(({ listId, at }) => at !== null && listId !== null && listIds.includes(listId));
  const unreadable = events.filter(({ listId, at }) => (listId === null || listIds.includes(listId)) && (listId === null || at === null));
  const judgement = offset === null ? withoutZone(question.press, here) : withZone(question, timed(here, offset));
  if (judgement.result !== 'notFound') return judgement;
  return unreadable.some(({ at }) => at === null || inReach(at, question.press)) ? { result: 'unclear', why: 'unreadable' } : judgement;
}

/** Nothing is found without a zone; but an event that is too old or too young in every zone of the world is not this send's. */
const withoutZone = (press: number, events: readonly SentEvent[]): Judgement =>
  events.some(({ at }) => at !== null && inReach(at, press)) ? { result: 'unclear', why: 'zone' } : { result: 'notFound' };

/** Whether there is a zone in which a wall clock's time may be that of an event of this press. */
export const inReach = (at: number, press: number): boolean =>
  at >= press + westernmost - toleranceMs && at <= press + easternmost + tooLateMs;

const timed = (events: readonly SentEvent[], offset: number): Timed[] =>
  events.flatMap((event) => (event.at === null ? [] : [{ event, at: event.at - offset }])).sort((a, b) => a.at - b.at);

function withZone({ press, accepted, doubtful, daylightSaving }: Question, events: readonly Timed[]): Judgement {
  const { free, waiting } = explain(accepted, events);
  const fitting = free.filter(({ at }) => fits(at, press));
  if (fitting.length > 0) {
    const others = rivals(
      [...waiting, ...doubtful],
      fitting.map(({ at }) => at),
    );
    if (others >= fitting.length) return { result: 'unclear', why: 'rival' };
    const own = nearest(fitting, press);
    return own ? { result: 'found', event: own.event, delayMs: Math.max(0, own.at - press) } : { result: 'notFound' };
  }
  if (free.some(({ at }) => at > press && at <= press + tooLateMs)) return { result: 'unclear', why: 'late' };
  const changed = daylightSaving && free.some(({ at }) => fits(at + hourMs, press));
  return changed ? { result: 'unclear', why: 'clock' } : { result: 'notFound' };
}

const fits = (at: number, press: number): boolean => at >= press - toleranceMs && at <= press + delayMs;

/** The first one at or after the press, else the last one before it. */
function nearest(events: readonly Timed[], press: number): Timed | undefined {
  return events.find(({ at }) => at + secondMs > press) ?? events.at(-1);
}

/** Takes away one event for each accepted send. `waiting`: those that have none within the time an event usually takes. */
function explain(accepted: readonly number[], events: readonly Timed[]): { free: Timed[]; waiting: number[] } {
  let free = [...events];
  const waiting: number[] = [];
  for (const press of [...accepted].sort((a, b) => a - b)) {
    const own = nearest(
      free.filter(({ at }) => fits(at, press)),
      press,
    );
    if (own) free = free.filter((one) => one !== own);
    else waiting.push(press);
  }
  return { free, waiting };
}

/** How many of the events (earliest first) the presses could explain, each at most one. The one whose time ends first goes first. */
function rivals(presses: readonly number[], events: readonly number[]): number {
  const waiting = [...presses].sort((a, b) => a - b);
  let explained = 0;
  for (const at of events) {
    const index = waiting.findIndex((press) => at >= press - toleranceMs && at <= press + rivalMs);
    if (index === -1) continue;
    waiting.splice(index, 1);
    explained += 1;
  }
  return explained;
}
