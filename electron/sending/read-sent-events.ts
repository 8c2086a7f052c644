/** Reads SENT events and list ids of one account, page by page. Only GETs, so nothing is changed and nothing is sent. */
import { reasonWords } from '../accounts/test-words.ts';
import { redactText } from '../log/redact.ts';
import { readSendAnswer } from '../whatcounts/answer.ts';
import { eventsPath, pageSize, readEvents, type SentEvent } from '../whatcounts/events.ts';
import { idsOfName, listsPath, readLists, type NamedList } from '../whatcounts/list-ids.ts';
import { buildReadRequest, type Target } from '../whatcounts/request.ts';
import type { Transport, WireAnswer } from '../whatcounts/transport.ts';
import { foldName } from '../settings/typed-text.ts';

/** No contact and no realm is known to have more; a server that ignores `skip` would answer for ever. */
const mostPages = 20;

export type NotRead =
  | { ok: false; kind: 'unreached'; host: string; reason: string }
  /** A complete answer that holds nothing of what was asked for; `error` are the API's own words, without credentials. */
  | { ok: false; kind: 'answered'; status: number; error: string };

/** What came; `whole` is false when there is more than could be read. */
export interface ContactEvents {
  events: readonly SentEvent[];
  whole: boolean;
  /** Whether the answer is about the contact that was asked for; `unnamed` when it does not say. */
  contact: 'asked' | 'other' | 'unnamed';
}

interface Page {
  count: number;
  /** What tells this page from another one. */
  mark: string;
}

export interface ReaderParts {
  transport: Transport;
  target: Target;
  /** Taken out of every word that the server says. */
  secrets: readonly string[];
  timeoutMs: number;
  connectTimeoutMs: number;
}

export class SentEventReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** SENT events of a contact from `from` to `to` in whatever zone, in milliseconds since 1970. */
  async events(customerKey: string, from: number, to: number): Promise<({ ok: true } & ContactEvents) | NotRead> {
    const found = new Map<string, SentEvent>();
    let contact: ContactEvents['contact'] = 'unnamed';
    const read = await this.#pages(
      (skip) => eventsPath(customerKey, from, to, skip),
      (answer) => {
        const page = readEvents(answer);
        if (page === null) return null;
        if (page.customerKey !== null && contact !== 'other')
          contact = foldName(page.customerKey) === foldName(customerKey) ? 'asked' : 'other';
        // Pages may overlap when an event is added between two of them.
        for (const event of page.events) found.set(event.id === null ? `unnumbered ${found.size}` : String(event.id), event);
        return { count: page.count, mark: JSON.stringify(page.events) };
      },
    );
    return read.ok ? { ok: true, events: [...found.values()], whole: read.whole, contact } : read;
  }

  /** The ids of the lists of that name; empty when there is none. */
  async listIds(name: string): Promise<{ ok: true; ids: readonly number[] } | NotRead> {
    const lists: NamedList[] = [];
    const read = await this.#pages(
      (skip) => listsPath(name, skip),
      (answer) => {
        const page = readLists(answer);
        if (page === null) return null;
        lists.push(...page.lists);
        return { count: page.count, mark: JSON.stringify(page.lists) };
      },
    );
    return read.ok ? { ok: true, ids: idsOfName(lists, name) } : read;
  }

  /** Fewer objects than a page holds mean the last page: nothing else is known to mark it (WhatCounts support: Get All Lists). */
  async #pages(path: (skip: number) => string, take: (answer: WireAnswer) => Page | null): Promise<{ ok: true; whole: boolean } | NotRead> {
    let before = '';
    for (let number = 0; number < mostPages; number++) {
      const answer = await this.#get(path(number * pageSize));
      if (!answer.ok) return answer;
      const page = answer.answer.status === 200 ? take(answer.answer) : null;
      if (page === null) return this.#answered(answer.answer);
      if (page.count < pageSize) return { ok: true, whole: true };
      if (page.mark === before) return { ok: true, whole: false };
      before = page.mark;
    }
    return { ok: true, whole: false };
  }

  async #get(path: string): Promise<{ ok: true; answer: WireAnswer } | NotRead> {
    const { transport, target, timeoutMs, connectTimeoutMs } = this.#parts;
    const options = { timeoutMs, connectTimeoutMs, signal: new AbortController().signal };
    const end = await transport.exchange(buildReadRequest(target, path), options);
    if (end.kind === 'answer') return { ok: true, answer: end };
    return { ok: false, kind: 'unreached', host: new URL(target.siteUrl).host, reason: reasonWords(end.cause) };
  }

  #answered(answer: WireAnswer): NotRead {
    return { ok: false, kind: 'answered', status: answer.status, error: redactText(readSendAnswer(answer).errorText, this.#parts.secrets) };
  }
}
