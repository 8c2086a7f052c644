/** Reads SENT events and list ids as one account, page by page. Uses only GET, so nothing is changed and nothing is sent. */
import { eventsPath, readEvents, type SentEvent } from '../whatcounts/events.ts';
import { idsOfName, listsPath, readLists, type NamedList } from '../whatcounts/list-ids.ts';
import { readPages, type NoPages, type Page } from '../whatcounts/read-pages.ts';
import type { Target } from '../whatcounts/request.ts';
import type { Transport, WireResponse } from '../net/transport.ts';
import { foldLookAlikes } from '../shared/base/fold-look-alikes.ts';

/** The events that were read; `whole` is false if there are more. */
export interface ContactEvents {
  events: readonly SentEvent[];
  whole: boolean;
  /** Whether the response is about the requested contact; `unnamed` if it doesn't say. */
  contact: 'asked' | 'other' | 'unnamed';
}

export interface SentEventsDeps {
  transport: Transport;
  target: Target;
  timeoutMs: number;
  connectTimeoutMs: number;
}

export class SentEventReader {
  readonly #deps: SentEventsDeps;

  constructor(deps: SentEventsDeps) {
    this.#deps = deps;
  }

  /** SENT events of a contact from `from` to `to` in whatever zone, in milliseconds since 1970. */
  async events(customerKey: string, from: number, to: number): Promise<({ ok: true } & ContactEvents) | NoPages> {
    const found = new Map<string, SentEvent>();
    let contact: ContactEvents['contact'] = 'unnamed';
    const read = await this.#pages(
      (skip) => eventsPath(customerKey, from, to, skip),
      (response) => {
        const page = readEvents(response);
        if (page === null) return null;
        if (page.customerKey !== null && contact !== 'other')
          contact = foldLookAlikes(page.customerKey) === foldLookAlikes(customerKey) ? 'asked' : 'other';
        // Pages overlap if an event is added between two reads.
        for (const event of page.events) found.set(event.id === null ? `unnumbered ${found.size}` : String(event.id), event);
        return { count: page.count, content: JSON.stringify(page.events) };
      },
    );
    return read.ok ? { ok: true, events: [...found.values()], whole: read.whole, contact } : read;
  }

  /** The ids of the lists with that name; empty if there is none. `whole` is false if there are more lists than could be read. */
  async listIds(name: string): Promise<{ ok: true; ids: readonly number[]; whole: boolean } | NoPages> {
    const lists: NamedList[] = [];
    const read = await this.#pages(
      (skip) => listsPath(name, skip),
      (response) => {
        const page = readLists(response);
        if (page === null) return null;
        lists.push(...page.lists);
        return { count: page.count, content: JSON.stringify(page.lists) };
      },
    );
    return read.ok ? { ok: true, ids: idsOfName(lists, name), whole: read.whole } : read;
  }

  #pages(path: (skip: number) => string, take: (response: WireResponse) => Page | null): Promise<{ ok: true; whole: boolean } | NoPages> {
    return readPages(this.#deps, path, take);
  }
}
