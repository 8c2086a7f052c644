/**
 * A value that main has and the page shows: loaded when the store asks for it, and again after events. The latest request wins: a response
 * to an earlier one is ignored, whenever it arrives.
 */
import type { Envelope, EventName, Events } from '../../electron/shared/ipc/contract.ts';
import { on } from '../ipc/bridge.ts';

interface ResourceOptions<T> {
  /** Called for every request, so it can read what the store is about now. `null`: there is nothing to load, and no value. */
  readonly load: () => Promise<Envelope<T>> | null;
  /** Events after which the value is loaded again: always, or if the event concerns it. */
  readonly reloadOn?: { readonly [E in EventName]?: true | ((value: Events[E]) => boolean) };
  /** Milliseconds from an event to the request, which is then for all events in between. Without it each event makes a request at once. */
  readonly delayMs?: number;
  /** What a failure does to the value that was there. */
  readonly onFailure: 'keep' | 'clear';
}

class Resource<T> {
  /** Why the last request failed; empty otherwise. A store may write it as well; the next response replaces it. */
  failure = $state('');
  #value = $state.raw<T | null>(null);
  readonly known = $derived(this.#value !== null);

  readonly #options: ResourceOptions<T>;
  #request = 0;
  #latest: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ResourceOptions<T>) {
    this.#options = options;
  }

  /** `null` until it is loaded. The previous value stays until the next one is here, unless `clear` is called. */
  get value(): T | null {
    return this.#value;
  }

  /** Listens to the events; loads nothing by itself. Returns a function that stops listening and discards the request that is pending. */
  start(): () => void {
    const stops = Object.entries(this.#options.reloadOn ?? {}).map(([event, concerns]) =>
      on(event as EventName, (value) => {
        if (concerns === true || concerns(value as never)) this.#reloadSoon();
      }),
    );
    return () => {
      stops.forEach((stop) => stop());
      this.#discard();
    };
  }

  /** Loads the value now. Resolves when the response to the latest request is here, also if that is a newer one; never rejects. */
  reload(): Promise<void> {
    this.#discard();
    const pending = this.#options.load();
    if (pending === null) this.clear();
    else this.#latest = this.#take(pending, this.#request);
    return this.#latest;
  }

  /** Removes value and failure, and discards the request that is pending: they are about something else. */
  clear(): void {
    this.#discard();
    this.#value = null;
    this.failure = '';
  }

  #reloadSoon(): void {
    const { delayMs } = this.#options;
    if (delayMs === undefined) void this.reload();
    else this.#timer ??= setTimeout(() => void this.reload(), delayMs);
  }

  #discard(): void {
    this.#request++;
    this.#latest = Promise.resolve();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #take(pending: Promise<Envelope<T>>, request: number): Promise<void> {
    const result = await pending;
    if (request !== this.#request) return this.#latest;
    this.failure = result.ok ? '' : result.error.sentence;
    if (result.ok) this.#value = result.value;
    else if (this.#options.onFailure === 'clear') this.#value = null;
  }
}

export const resource = <T>(options: ResourceOptions<T>): Resource<T> => new Resource(options);
