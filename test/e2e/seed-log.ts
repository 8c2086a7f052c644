/** Fills a log before Keypost starts, through the log's public interface. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountKind } from '../../electron/shared/domain/account.ts';
import { ResponseLog } from '../../electron/log/store/response-log.ts';
import type { StoredOutcome } from '../../electron/log/store/new-entry.ts';
import type { Outcome } from '../../electron/shared/domain/outcome.ts';

export interface Seed {
  customerKey: string;
  outcome: Outcome;
  list?: string;
  template?: string;
  errorText?: string;
  /** Milliseconds since 1970 of the press. */
  at?: number;
  /** The practice account where this is missing. */
  kind?: AccountKind;
}

const account = {
  id: 'practice',
  name: 'Practice realm',
  kind: 'practice',
  siteUrl: '',
  realm: 'practice',
  clientName: '',
  reviewSends: false,
} as const;

/** Writes the entries in this order, so the last one is the newest. */
export function seedLog(home: string, seeds: readonly Seed[]): void {
  mkdirSync(home, { recursive: true });
  const log = new ResponseLog(join(home, 'log.sqlite'));
  for (const seed of seeds) {
    const { list = 'Orders', template = 'Shipping delay', at = Date.now() } = seed;
    const message = {
      command: 'customerKey',
      list,
      template,
      customerKey: seed.customerKey,
      recipient: 'customerKey',
      alsoNamed: [],
      firstName: '',
      format: 99,
      campaignName: '',
      respectOptout: true,
      snapshot: false,
      body: '',
    } as const;
    const begun = log.begin({
      pressId: randomUUID(),
      at,
      account: seed.kind === undefined ? account : { ...account, id: seed.kind, name: `Acme ${seed.kind}`, kind: seed.kind },
      presetId: null,
      presetName: null,
      message,
      method: 'POST',
      url: 'http://127.0.0.1/',
      requestHeaders: [],
      requestBody: null,
      contact: '',
    });
    log.storeOutcome(log.pressOf(begun.id), storedOutcomeOf(seed, at));
  }
  log.close();
}

function storedOutcomeOf({ outcome, errorText = '' }: Seed, at: number): StoredOutcome {
  const hasResponse = outcome === 'accepted' || outcome === 'rejected';
  return {
    at: at + 5,
    outcome,
    cause: hasResponse ? 'answer' : outcome === 'unknown' ? 'timeout' : 'refused',
    status: hasResponse ? (outcome === 'accepted' ? 200 : 404) : null,
    responseHeaders: [],
    responseBody: null,
    responseTruncated: false,
    errorText,
    hint: '',
    sentence: `${outcome}.`,
    durationMs: 5,
  };
}
