/** A resolver on a real log, with a stand-in of WhatCounts: the test chooses its events, its time zone and its responses. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import type { EntryDetail, EntrySummary } from '../../../../electron/shared/domain/entry.ts';
import { SendLedger } from '../../../../electron/log/ledger/send-ledger.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { ok, type Result } from '../../../../electron/shared/domain/result.ts';
import type { Outcome } from '../../../../electron/shared/domain/outcome.ts';
import { UnknownResolver, type ResolverDeps } from '../../../../electron/resolution/resolve.ts';
import { buildSendRequest, placeholderHeaders } from '../../../../electron/whatcounts/request.ts';
import type { CheckedMessage } from '../../../../electron/shared/domain/message.ts';
import { redacted } from '../net/redacted.ts';
import type { WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { wireResponse } from '../whatcounts/responses.ts';
import { pathAt } from '../whatcounts/path-at.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { checkedMessage } from '../whatcounts/checked-message.ts';

export const pressedAt = Date.parse('2026-11-24T10:00:00Z');
const hourMs = 60 * 60_000;

export interface SeededSend {
  /** Differences from a send by customer key. */
  changes?: Partial<CheckedMessage>;
  outcome?: Outcome;
  customerKey?: string;
  list?: string;
  template?: string;
  accountId?: string;
  realm?: string;
  siteUrl?: string;
  status?: number | null;
}

export interface ResolveBench {
  resolver: UnknownResolver;
  log: LogAccess;
  ledger: SendLedger;
  /** The true time, which every send advances, and how far the computer's clock is ahead of it. */
  clock: { truly: number; ahead: number };
  /** The folder of log and ledger. */
  folder: string;
  notices: string[];
  requests: WireRequest[];
  changed: EntrySummary[];
  /** Records a send that has ended, `minutes` after `pressedAt`. Sends have to be seeded in the order of their times. */
  seed(minutes: number, send?: SeededSend): EntryDetail;
  /** A SENT event of that customer key, on the list with the id, so many seconds after `pressedAt`. */
  event(seconds: number, customerKey?: string, listId?: number): void;
}

export interface BenchOptions {
  /** Hours that the server's clock is ahead of UTC. */
  zone?: number;
  /** Overrides the usual response, if it returns one. */
  respond?: (path: string) => WireResult | Promise<WireResult> | undefined;
  deps?: Partial<ResolverDeps>;
  accounts?: readonly AccountView[];
}

export const jsonResponse = (body: unknown, status = 200): WireResult => ({
  kind: 'response',
  durationMs: 5,
  ...wireResponse(body, { status }),
});

export function resolveBench({ zone = -8, respond = () => undefined, deps = {}, accounts = [acme] }: BenchOptions = {}): ResolveBench {
  const folder = mkdtempSync(join(tmpdir(), 'keypost-resolve-'));
  const notices: string[] = [];
  const notice = (sentence: string): void => void notices.push(sentence);
  const clock = { truly: pressedAt - 30 * 24 * hourMs, ahead: 0 };
  const wall = (): number => clock.truly + clock.ahead;
  const uptime = (): number => clock.truly - pressedAt + 60 * 24 * hourMs;
  const ledger = new SendLedger({ file: join(folder, 'ledger.sqlite'), wall, uptime, notify: notice });
  const log = LogAccess.open(join(folder, 'log.sqlite'), {
    now: () => new Date(wall()),
    notify: notice,
    ledger,
    onLateOutcome: () => undefined,
    onWrite: () => undefined,
    beforeMove: () => undefined,
    onReplaced: () => undefined,
  });
  onTestFinished(() => {
    log.close();
    rmSync(folder, { recursive: true });
  });
  const requests: WireRequest[] = [];
  const changed: EntrySummary[] = [];
  const events: { key: string; wall: number; listId: number }[] = [];

  const usual = (path: string): WireResult => {
    if (path.startsWith('/rest/lists?')) return jsonResponse([{ listId: 13, listName: 'Orders' }]);
    const url = new URL(path, acme.siteUrl);
    const key = decodeURIComponent(url.pathname.split('/')[3] ?? '');
    const [start, end] = ['start', 'end'].map((name) => Date.parse(`${url.searchParams.get(name) ?? ''}T00:00:00Z`));
    const skip = Number(url.searchParams.get('skip'));
    const found = events
      .map((one, index) => ({ ...one, id: index + 1 }))
      .filter((one) => one.key === key && one.wall >= (start ?? 0) && one.wall < (end ?? 0))
      .map(({ id, listId, wall }) => ({
        trackingId: id,
        trackingListId: listId,
        eventType: 'SENT',
        trackingEventDate: new Date(wall).toISOString().replace('T', ' ').replace('Z', ''),
      }));
    return jsonResponse({ customerKey: key, events: found.slice(skip, skip + 500) });
  };

  const resolver = new UnknownResolver({
    accounts: {
      get: (id) => accounts.find((one) => one.id === id) ?? null,
      secretFor: () => Promise.resolve(ok(secret)),
    },
    log,
    ledger,
    transport: redacted({
      exchange: (request) => {
        requests.push(request);
        const path = pathAt(acme.siteUrl, request.url);
        return Promise.resolve(respond(path) ?? usual(path));
      },
    }),
    timeLimits: () => ({ timeoutMs: 30_000, connectTimeoutMs: 10_000 }),
    now: () => pressedAt + hourMs,
    onChange: (entry) => changed.push(entry),
    ...deps,
  });

  function seed(minutes: number, send: SeededSend = {}): EntryDetail {
    const { changes = {} } = send;
    const { outcome = 'unknown', customerKey = 'ck1042', list = 'Orders', template = 'Shipping delay', siteUrl = acme.siteUrl } = send;
    const truly = pressedAt + minutes * 60_000;
    if (truly < clock.truly) throw new Error('seed sends in the order of their times');
    clock.truly = truly;
    const at = wall();
    const pressId = randomUUID();
    const sent = checkedMessage({ list, template, customerKey, ...changes });
    const begun = log.begin({
      pressId,
      at,
      account: { ...acme, id: send.accountId ?? acme.id, realm: send.realm ?? acme.realm },
      presetId: null,
      presetName: null,
      message: sent,
      method: 'POST',
      url: buildSendRequest(siteUrl, sent, placeholderHeaders(false)).url,
      requestHeaders: [],
      requestBody: null,
      contact: '',
    });
    valueOf(begun);
    const stored = log.storeOutcome(pressId, {
      at: at + (outcome === 'unknown' ? 30_000 : 5),
      outcome,
      cause: outcome === 'unknown' ? 'timeout' : 'answer',
      status: send.status ?? (outcome === 'accepted' ? 200 : null),
      responseHeaders: [],
      responseBody: null,
      responseTruncated: false,
      errorText: '',
      hint: '',
      sentence: `${outcome}.`,
      durationMs: outcome === 'unknown' ? 30_000 : 5,
    });
    return valueOf(stored);
  }

  const event = (seconds: number, key = 'ck1042', listId = 13): void => {
    events.push({ key, listId, wall: pressedAt + seconds * 1000 + zone * hourMs });
  };
  return { resolver, log, ledger, clock, folder, notices, requests, changed, seed, event };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.sentence}`);
  return result.value;
}

/** Adds two accepted sends to other contacts, with their events: enough to learn the server's clock. */
export function withNeighbours(bench: ResolveBench): ResolveBench {
  for (const [minutes, customerKey] of [
    [-200, 'ck2'],
    [-90, 'ck1'],
  ] as const) {
    bench.seed(minutes, { outcome: 'accepted', customerKey });
    bench.event(minutes * 60 + 2, customerKey);
  }
  return bench;
}
