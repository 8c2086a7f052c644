/** The sends under way: at most one per account, list, template and contact, however the contact is named. */
import type { CheckedMessage } from '../shared/domain/message.ts';
import { messageIdentity, messageKeys } from '../shared/domain/message-identity.ts';
import type { Cause } from '../shared/domain/outcome.ts';

/** The `signal.reason` of a flight that was cancelled because Keypost closes, not by the person. */
const closing = 'closing';

/** One send under way. */
export interface Flight {
  readonly pressId: string;
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
  /** Aborted when the person chooses to send now, without waiting for the end of the undo period. */
  readonly undoSkipped: AbortSignal;
  /** `null` until its entry is in the log. */
  entryId: number | null;
  /** Whether a byte of its request may have left. */
  hasLeft: boolean;
}

/** Why a flight was cancelled; `person`: the cause if the person did it. */
export const stopCause = ({ signal }: Pick<Flight, 'signal'>, person: 'undone' | 'cancelledBefore'): Cause =>
  signal.reason === closing ? 'closed' : person;

interface Controls {
  stop: AbortController;
  skipUndo: AbortController;
}

export class InFlight {
  readonly #flights = new Map<string, Flight & Controls>();
  #waiters: { isOver: () => boolean; done: () => void }[] = [];

  /** Reserves this message synchronously; `null` when another send of it is under way. */
  start(accountId: string, message: CheckedMessage, pressId: string): Flight | null {
    const keys = flightKeys(accountId, message);
    if (keys.some((key) => this.#flights.has(key))) return null;
    const [stop, skipUndo] = [new AbortController(), new AbortController()];
    const flight = { pressId, signal: stop.signal, undoSkipped: skipUndo.signal, entryId: null, hasLeft: false, stop, skipUndo };
    for (const key of keys) this.#flights.set(key, flight);
    return flight;
  }

  find(accountId: string, message: CheckedMessage): Flight | null {
    return flightKeys(accountId, message).flatMap((key) => this.#flights.get(key) ?? [])[0] ?? null;
  }

  end(accountId: string, message: CheckedMessage): void {
    for (const key of flightKeys(accountId, message)) this.#flights.delete(key);
    this.notifyWaiting();
  }

  hasPress(pressId: string): boolean {
    return this.#byPress(pressId) !== undefined;
  }

  /** Whether a send of that press was under way. */
  cancel(pressId: string): boolean {
    const flight = this.#byPress(pressId);
    flight?.stop.abort();
    return flight !== undefined;
  }

  /** Whether a send of that press was under way. */
  skipUndo(pressId: string): boolean {
    const flight = this.#byPress(pressId);
    flight?.skipUndo.abort();
    return flight !== undefined;
  }

  /** Cancels every send whose request hasn't left yet, because Keypost closes. */
  cancelUnsent(): void {
    for (const { hasLeft, stop } of this.#flights.values()) if (!hasLeft) stop.abort(closing);
  }

  get size(): number {
    return new Set(this.#flights.values()).size;
  }

  /** Whether a byte of a request under way may have left. */
  hasLeft(): boolean {
    return [...this.#flights.values()].some(({ hasLeft }) => hasLeft);
  }

  /** Resolves when no send is under way. */
  idle(): Promise<void> {
    return this.#until(() => this.#flights.size === 0);
  }

  /** Resolves when the request of every send under way has left, at least in part. */
  allLeft(): Promise<void> {
    return this.#until(() => [...this.#flights.values()].every(({ hasLeft }) => hasLeft));
  }

  /** Call this when a request has left, so that `allLeft` can resolve. */
  notifyWaiting(): void {
    const waiting = this.#waiters;
    this.#waiters = waiting.filter(({ isOver }) => !isOver());
    for (const one of waiting) if (one.isOver()) one.done();
  }

  #until(isOver: () => boolean): Promise<void> {
    if (isOver()) return Promise.resolve();
    return new Promise((done) => this.#waiters.push({ isOver, done }));
  }

  #byPress(pressId: string): (Flight & Controls) | undefined {
    return [...this.#flights.values()].find((one) => one.pressId === pressId);
  }
}

const flightKeys = (accountId: string, message: CheckedMessage): string[] => messageKeys(messageIdentity(accountId, message));
