/** Reads a collection of one realm page by page. Only GETs, so nothing is changed and nothing is sent. */
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { buildReadRequest, type Target } from './request.ts';
import type { Transport, WireResponse } from '../net/transport.ts';

/** Objects of one page, at most; the next one begins at `skip` so many later (WhatCounts support: Get All Lists). */
export const pageSize = 500;

/** No collection is known to have more; a server that ignores `skip` would answer for ever. */
const maxPages = 20;

export interface PagesDeps {
  transport: Transport;
  target: Target;
  /** For each single page. */
  timeoutMs: number;
  connectTimeoutMs: number;
  /** Bytes of a page at most; see transport.ts. */
  capBytes?: number;
  /** What is dropped of a page before it is searched for secrets; see transport.ts. */
  reduce?: (response: WireResponse) => Promise<WireResponse>;
  /** Ends the reading: what came by then is not used. */
  signal?: AbortSignal;
}

/** What was made of one page. */
export interface Page {
  /** Objects that came, whatever they were. */
  count: number;
  /** What tells this page from another one. */
  content: string;
}

/** Why there is nothing: no complete answer came, or one that holds nothing of what was asked for. */
export type NoPages =
  | { ok: false; kind: 'failed'; cause: Cause; problem?: ConnectionProblem | undefined }
  | { ok: false; kind: 'answered'; response: WireResponse };

/**
 * Hands every page to `take`, which answers `null` where a page is none. Fewer objects than a page holds mean the last one: nothing
 * else is known to mark it (WhatCounts support: Get All Lists). `whole` is false where there may be more than was read.
 */
export async function readPages(
  deps: PagesDeps,
  path: (skip: number) => string,
  take: (response: WireResponse) => Page | null | Promise<Page | null>,
): Promise<{ ok: true; whole: boolean } | NoPages> {
  let before: string | null = null;
  for (let number = 0; number < maxPages; number++) {
    const read = await getPage(deps, path(number * pageSize));
    if (!read.ok) return read;
    const page = read.response.status === 200 ? await take(read.response) : null;
    if (page === null) return { ok: false, kind: 'answered', response: read.response };
    if (page.count < pageSize) return { ok: true, whole: true };
    if (page.content === before) return { ok: true, whole: false };
    before = page.content;
  }
  return { ok: true, whole: false };
}

async function getPage(
  { transport, target, signal, reduce, ...limits }: PagesDeps,
  path: string,
): Promise<{ ok: true; response: WireResponse } | NoPages> {
  const { timeoutMs, connectTimeoutMs, capBytes } = limits;
  const options = {
    timeoutMs,
    connectTimeoutMs,
    signal: signal ?? new AbortController().signal,
    ...(capBytes === undefined ? {} : { capBytes }),
    ...(reduce && { reduce }),
  };
  const end = await transport.exchange(buildReadRequest(target, path), options);
  return end.kind === 'answer' ? { ok: true, response: end } : { ok: false, kind: 'failed', cause: end.cause, problem: end.problem };
}
