/** What is on its way right now: at most one send per account, list, template and customer key. */
import type { SendParts } from '../whatcounts/request.ts';

/** One send under way. */
export interface Flight {
  readonly pressId: string;
  readonly signal: AbortSignal;
  /** `null` until its entry is in the log. */
  entryId: number | null;
}

export class InFlight {
  readonly #flights = new Map<string, Flight & { stop: AbortController }>();

  /** Takes the place of this message, at once and without waiting; `null` when another send of it is under way. */
  start(accountId: string, parts: SendParts, pressId: string): Flight | null {
    const key = keyOf(accountId, parts);
    if (this.#flights.has(key)) return null;
    const stop = new AbortController();
    const flight = { pressId, signal: stop.signal, entryId: null, stop };
    this.#flights.set(key, flight);
    return flight;
  }

  of(accountId: string, parts: SendParts): Flight | null {
    return this.#flights.get(keyOf(accountId, parts)) ?? null;
  }

  end(accountId: string, parts: SendParts): void {
    this.#flights.delete(keyOf(accountId, parts));
  }

  /** Whether a send of that press was under way. */
  cancel(pressId: string): boolean {
    const flight = [...this.#flights.values()].find((one) => one.pressId === pressId);
    flight?.stop.abort();
    return flight !== undefined;
  }

  get size(): number {
    return this.#flights.size;
  }
}

const keyOf = (accountId: string, parts: SendParts): string => JSON.stringify([accountId, parts.list, parts.template, parts.customerKey]);
