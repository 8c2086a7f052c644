/** What is on its way right now: at most one send per account, list, template and contact, by whatever name. */
import type { CheckedMessage } from '../shared/domain/checked-message.ts';
import { messageIdentity, messageKeys } from '../shared/domain/message-identity.ts';

/** Why a flight was cancelled, where it was not the person who cancelled it: `signal.reason`. */
export const closing = 'closing';

/** One send under way. */
export interface Flight {
  readonly pressId: string;
  /** Aborted when the person cancels. */
  readonly signal: AbortSignal;
  /** Aborted when the person does not want to wait for the undo window's end. */
  readonly hurried: AbortSignal;
  /** `null` until its entry is in the log. */
  entryId: number | null;
  /** Whether a byte of its request may have left. */
  left: boolean;
}

interface Controls {
  stop: AbortController;
  hurry: AbortController;
}

export class InFlight {
  readonly #flights = new Map<string, Flight & Controls>();
  #waiting: { isOver: () => boolean; done: () => void }[] = [];

  /** Takes the place of this message, at once and without waiting; `null` when another send of it is under way. */
  start(accountId: string, message: CheckedMessage, pressId: string): Flight | null {
    const keys = keysOf(accountId, message);
    if (keys.some((key) => this.#flights.has(key))) return null;
    const [stop, hurry] = [new AbortController(), new AbortController()];
    const flight = { pressId, signal: stop.signal, hurried: hurry.signal, entryId: null, left: false, stop, hurry };
    for (const key of keys) this.#flights.set(key, flight);
    return flight;
  }

  of(accountId: string, message: CheckedMessage): Flight | null {
    return keysOf(accountId, message).flatMap((key) => this.#flights.get(key) ?? [])[0] ?? null;
  }

  end(accountId: string, message: CheckedMessage): void {
    for (const key of keysOf(accountId, message)) this.#flights.delete(key);
    this.wake();
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
  hurry(pressId: string): boolean {
    const flight = this.#byPress(pressId);
    flight?.hurry.abort();
    return flight !== undefined;
  }

  /** Cancels every send of which nothing has left, because Keypost closes. */
  cancelUnsent(): void {
    for (const { left, stop } of this.#flights.values()) if (!left) stop.abort(closing);
  }

  get size(): number {
    return new Set(this.#flights.values()).size;
  }

  /** Whether a byte of a request under way may have left. */
  hasLeft(): boolean {
    return [...this.#flights.values()].some(({ left }) => left);
  }

  /** Resolves when nothing is under way (any more). */
  idle(): Promise<void> {
    return this.#until(() => this.#flights.size === 0);
  }

  /** Resolves when whatever is under way has left (at least in part). */
  noneUnsent(): Promise<void> {
    return this.#until(() => [...this.#flights.values()].every(({ left }) => left));
  }

  /** To be called when a flight has left: somebody may wait for that. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ isOver }) => !isOver());
    for (const one of waiting) if (one.isOver()) one.done();
  }

  #until(isOver: () => boolean): Promise<void> {
    if (isOver()) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ isOver, done }));
  }

  #byPress(pressId: string): (Flight & Controls) | undefined {
    return [...this.#flights.values()].find((one) => one.pressId === pressId);
  }
}

const keysOf = (accountId: string, message: CheckedMessage): string[] => messageKeys(messageIdentity(accountId, message));
