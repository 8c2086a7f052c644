import { expect, test } from 'vitest';
import { pageSize, readPages, type Page, type PagesDeps } from '../../../../electron/whatcounts/read-pages.ts';
import type { ExchangeOptions, WireResponse, WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { wireResponse } from './responses.ts';
import { target } from './checked-message.ts';

const failed: WireResult = {
  kind: 'failed',
  sent: 'maybe',
  cause: 'reset',
  problem: { code: 'connection.closed', params: {} },
  detail: '',
  partial: null,
  durationMs: 1,
};
const jsonResponse = (body: unknown, status = 200): WireResult => ({ kind: 'response', durationMs: 1, ...wireResponse(body, { status }) });

/** Reads pages whose responses the test provides. The body of a page is the number of its objects. */
async function read(
  responseTo: (page: number) => WireResult,
  changes: Partial<PagesDeps> = {},
  contentOf = (page: number) => String(page),
) {
  const requests: WireRequest[] = [];
  const options: ExchangeOptions[] = [];
  const taken: unknown[] = [];
  const deps: PagesDeps = {
    transport: {
      exchange: (request, used) => {
        requests.push(request);
        options.push(used);
        return Promise.resolve(responseTo(requests.length - 1));
      },
    },
    target: target(),
    timeoutMs: 30_000,
    connectTimeoutMs: 10_000,
    ...changes,
  };
  const take = (response: { body: Uint8Array }): Page | null => {
    const count: unknown = JSON.parse(new TextDecoder().decode(response.body));
    if (typeof count !== 'number') return null;
    taken.push(count);
    return { count, content: contentOf(taken.length) };
  };
  const end = await readPages(deps, (skip) => `/rest/things?skip=${skip}`, take);
  return { end, requests, options, taken, skips: requests.map(({ url }) => Number(new URL(url).searchParams.get('skip'))) };
}

test('a page that is not full is the last one', async () => {
  for (const last of [0, 1, pageSize - 1]) {
    const { end, skips, taken } = await read((page) => jsonResponse(page < 2 ? pageSize : last));
    expect(end).toEqual({ ok: true, whole: true });
    expect(skips).toEqual([0, pageSize, 2 * pageSize]);
    expect(taken).toEqual([pageSize, pageSize, last]);
  }
});

test('stops at a server that repeats a full page, and reports the result as incomplete', async () => {
  const { end, skips } = await read(
    () => jsonResponse(pageSize),
    {},
    (page) => (page < 3 ? String(page) : 'same'),
  );
  expect(end).toEqual({ ok: true, whole: false });
  expect(skips).toHaveLength(4);
});

test('never takes the first full page for a repetition, whatever its content', async () => {
  const { end, skips } = await read(
    (page) => jsonResponse(page === 0 ? pageSize : 1),
    {},
    () => '',
  );
  expect(end).toEqual({ ok: true, whole: true });
  expect(skips).toEqual([0, pageSize]);
});

test('stops after twenty pages', async () => {
  const { end, skips } = await read(() => jsonResponse(pageSize));
  expect(end).toEqual({ ok: true, whole: false });
  expect(skips).toHaveLength(20);
});

test('a failed request ends the reading, with its cause', async () => {
  const { end, skips } = await read((page) => (page === 1 ? failed : jsonResponse(pageSize)));
  expect(end).toEqual({ ok: false, kind: 'failed', cause: 'reset', problem: { code: 'connection.closed', params: {} } });
  expect(skips).toHaveLength(2);
});

test.each([
  ['another status than 200', 404, 3],
  ['a body that is no page', 200, { error: 'no' }],
])('%s ends the reading, with the response', async (_, status, body) => {
  const { end, skips, taken } = await read((page) => (page === 1 ? jsonResponse(body, status) : jsonResponse(pageSize)));
  expect(end).toMatchObject({ ok: false, kind: 'answered', response: { status } });
  expect([skips.length, taken]).toEqual([2, [pageSize]]);
});

test('reads each page as the account, with the time limits, the signal and the reduction of the whole read', async () => {
  const { signal } = new AbortController();
  const reduce = (response: WireResponse): Promise<WireResponse> => Promise.resolve(response);
  const { requests, options } = await read(() => jsonResponse(0), { signal, capBytes: 7, reduce });
  expect(requests).toMatchObject([{ method: 'GET', url: 'https://mail.acme.example/rest/things?skip=0' }]);
  expect(options).toEqual([{ timeoutMs: 30_000, connectTimeoutMs: 10_000, signal, capBytes: 7, reduce }]);
  expect(options[0]?.signal).toBe(signal);
});

test('without a signal, a cap or a reduction uses the defaults of the transport', async () => {
  const { options } = await read(() => jsonResponse(0));
  expect(options[0]?.signal.aborted).toBe(false);
  expect(Object.keys(options[0] ?? {}).sort()).toEqual(['connectTimeoutMs', 'signal', 'timeoutMs']);
});
