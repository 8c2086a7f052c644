/** Look-ups with a stand-in for WhatCounts that responds when and how the test decides. */
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import type { Secret } from '../../../../electron/accounts/vault.ts';
import { RecipientLookups } from '../../../../electron/recipient/recipient-lookup.ts';
import type { RecipientLookup, RecipientReport } from '../../../../electron/shared/domain/recipient.ts';
import { ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { redacted } from '../net/redacted.ts';
import type { WireRequest, WireResult } from '../../../../electron/net/transport.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { wireResponse } from '../whatcounts/responses.ts';
import { pathAt } from '../whatcounts/path-at.ts';

export const jsonResponse = (body: unknown, status = 200): WireResult => ({
  kind: 'response',
  durationMs: 5,
  ...wireResponse(body, { status }),
});
export const failed = { kind: 'failed', sent: 'no', cause: 'refused', detail: '', partial: null, durationMs: 1 } as const;
export const notFound = jsonResponse({ error: 'Subscriber Not Found', status: 'Not Found', statusCode: 404 }, 404);

export const contactOf = (customerKey: string) => ({
  subscriberId: 10,
  customerKey,
  firstName: 'Ada',
  lastName: 'Lindqvist',
  email: `${customerKey}@example.com`,
});

/** Treats every key as a contact that is subscribed to Orders. */
function usual(path: string): WireResult {
  const [, , , key = '', below] = path.split('/');
  const contact = contactOf(decodeURIComponent(key));
  return jsonResponse(below === undefined ? contact : { ...contact, subscriptions: { subscriberId: 10, listId: 13, listName: 'Orders' } });
}

export interface Bench {
  lookUps: RecipientLookups;
  /** The requested paths. */
  asked: string[];
  requests: WireRequest[];
  signals: AbortSignal[];
  accounts: AccountView[];
  world: {
    now: number;
    automatic: boolean;
    listIds: readonly number[];
    /** Overrides the usual response, if it returns one. */
    response: (path: string) => WireResult | Promise<WireResult> | undefined;
    secretFor: (account: AccountView) => Promise<Result<Secret>>;
  };
  look: (changes?: Partial<RecipientLookup>) => Promise<Result<RecipientReport>>;
}

export function lookUpBench(): Bench {
  const [asked, requests, signals]: [string[], WireRequest[], AbortSignal[]] = [[], [], []];
  const accounts = [acme];
  const world: Bench['world'] = {
    now: 1_000_000,
    automatic: true,
    listIds: [],
    response: () => undefined,
    secretFor: () => Promise.resolve(ok(secret)),
  };
  const lookUps = new RecipientLookups({
    accounts: { get: (id) => accounts.find((one) => one.id === id) ?? null, secretFor: (account) => world.secretFor(account) },
    transport: redacted({
      exchange: async (request, { signal }) => {
        const path = pathAt(acme.siteUrl, request.url);
        asked.push(path);
        requests.push(request);
        signals.push(signal);
        return (await world.response(path)) ?? usual(path);
      },
    }),
    rules: () => ({ timeoutMs: 30_000, connectTimeoutMs: 10_000, automatic: world.automatic }),
    listIds: () => world.listIds,
    now: () => world.now,
  });
  const look: Bench['look'] = (changes) =>
    lookUps.look({ accountId: 'acme', customerKey: 'ck10', list: 'Orders', asked: false, ...changes });
  return { lookUps, asked, requests, signals, accounts, world, look };
}
