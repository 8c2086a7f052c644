/** A fake bridge to a log whose entry n has the id n. Calls stay pending until the test responds to them. */
import { vi } from 'vitest';
import type { EntrySummary, Envelope, LogPage, LogQuery } from '../../../../electron/shared/ipc/contract.ts';
import { comesBefore, isExact, matches } from '../../../../renderer/log/table/entry-order.ts';
import { anEntry } from './an-entry.ts';

type Listener = (value: unknown) => void;

export class FakeLog {
  entries: EntrySummary[];
  /** The queries made, oldest first. */
  readonly queries: LogQuery[] = [];
  failure = '';
  waiting = 0;
  #held: (() => void)[] = [];
  #listeners = new Map<string, Set<Listener>>();

  constructor(ids: readonly number[]) {
    this.entries = ids.map((id) => anEntry(id));
    const call = (_: string, query: LogQuery) => {
      this.queries.push(query);
      return new Promise<string>((resolve) => this.#held.push(() => resolve(JSON.stringify(this.#respond(query)))));
    };
    const on = (event: string, listener: Listener) => {
      const there = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, there.add(listener));
      return () => there.delete(listener);
    };
    vi.stubGlobal('window', { keypost: { call, on } });
  }

  get pendingCalls(): number {
    return this.#held.length;
  }

  /** Responds to the oldest pending call, with the current entries. */
  async respond(): Promise<void> {
    this.#held.shift()?.();
    await pendingCallbacks();
  }

  /** Responds until no call is pending. */
  async respondToAll(): Promise<void> {
    while (this.#held.length > 0) await this.respond();
  }

  /** Adds or changes an entry and emits the event. */
  change(entry: EntrySummary): void {
    this.entries = [...this.entries.filter(({ id }) => id !== entry.id), entry];
    this.emitEntryChanged(entry);
  }

  emitEntryChanged(entry: EntrySummary): void {
    this.#listeners.get('entryChanged')?.forEach((listener) => listener(entry));
  }

  emitLogChanged(): void {
    this.#listeners.get('logChanged')?.forEach((listener) => listener(null));
  }

  #respond({ filter, order, start, limit }: LogQuery): Envelope<LogPage> {
    if (this.failure !== '') return { ok: false, error: { code: 'logNotReadable', sentence: this.failure } };
    const criteria = { filter, order };
    const search = filter.search.trim().toLowerCase();
    const found = this.entries
      .filter((entry) => matches(entry, filter) && entry.customerKey.toLowerCase().startsWith(search))
      .sort((one, other) => (comesBefore(one, other, criteria) ? -1 : 1));
    const from = start.at === 'row' ? start.row : start.at === 'top' ? 0 : found.findIndex((entry) => entry.id === start.cursor.id) + 1;
    const entries = found.slice(from, from + limit);
    const last = entries.at(-1);
    const next = last && from + limit < found.length ? { exact: isExact(last, filter), id: last.id } : null;
    return { ok: true, value: { entries, next, waiting: this.waiting } };
  }
}

/** Resolves after all pending promise callbacks. */
async function pendingCallbacks(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await Promise.resolve();
}
