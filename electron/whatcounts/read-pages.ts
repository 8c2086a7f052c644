/** Reads a collection of one realm page by page. Uses only GET, so nothing is changed and nothing is sent. */
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { buildReadRequest, type Target } from './request.ts';
import type { Transport, WireResponse } from '../net/transport.ts';

/** Most objects of one page, and the step of `skip` from page to page (WhatCounts support: Get All Lists). */
export const pageSize = 500;

/** No collection is known to have more. Without a limit, reading would never end at a server that ignores `skip`. */
const maxPages = 20;

export interface PagesDeps {
  transport: Transport;
  target: Target;
  /** Milliseconds for each page. */
  timeoutMs: number;
  connectTimeoutMs: number;
  /** Most bytes of a page; see transport.ts. */
  capBytes?: number;
  /** Reduces a page before it is searched for secrets; see transport.ts. */
  reduce?: (response: WireResponse) => Promise<WireResponse>;
  /** Stops the reading; pages that were read aren't used. */
  signal?: AbortSignal;
}

/** What the caller read from one page. */
export interface Page {
  /** Number of objects in the response, valid or not. */
  count: number;
  /** The content as text, to notice when a server sends the same page again. */
  content: string;
}

/** Why nothing could be read: there was no complete response (`failed`), or it has nothing of what was requested (`answered`). */
export type NoPages =
  | { ok: false; kind: 'failed'; cause: Cause; problem?: ConnectionProblem | undefined }
  | { ok: false; kind: 'answered'; response: WireResponse };

/**
 * Passes every page to `take`, which returns `null` for a response that isn't a page. A page with fewer objects than `pageSize` is the
 * last: no other sign of it is known (WhatCounts support: Get All Lists). `whole` is false if there may be more than was read.
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
  const result = await transport.exchange(buildReadRequest(target, path), options);
  return result.kind === 'response'
    ? { ok: true, response: result }
    : { ok: false, kind: 'failed', cause: result.cause, problem: result.problem };
}
