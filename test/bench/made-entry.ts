/** One entry of the made log, as Keypost would write it: request, outcome and explanation come from the app's own modules. */
import type { Account } from '../../electron/shared/domain/account.ts';
import { outcomeOf, type AttemptOutcome } from '../../electron/sending/attempt-outcome.ts';
import type { OutcomeTextParams } from '../../electron/sending/send-outcome-text.ts';
import { buildSendRequest, placeholderHeaders } from '../../electron/whatcounts/request.ts';
import type { CheckedMessage } from '../../electron/shared/domain/message.ts';
import { wireResult } from './wire-results.ts';
import { accounts, customerKeyIn, lists, presets, templates, type DeskPreset } from './desk.ts';
import type { Seeded } from './seeded.ts';

export interface MadeEntry {
  pressId: string;
  at: number;
  account: Account;
  preset: DeskPreset | null;
  message: CheckedMessage;
  url: string;
  requestHeaders: string;
  verdict: AttemptOutcome;
  durationMs: number | null;
}

/** `entries` is the size of the whole log. */
export function makeEntry(at: number, entries: number, random: Seeded): MadeEntry {
  const account = random.weighted(accounts);
  const preset = random.chance(0.85) ? random.pick(presets) : null;
  const message = makeMessage(preset, entries, random);
  const request = buildSendRequest(account.siteUrl, message, placeholderHeaders(account.clientName !== ''));
  const result = wireResult(message, at, random);
  return {
    pressId: pressId(random),
    at,
    account,
    preset,
    message,
    url: request.url,
    requestHeaders: JSON.stringify(request.headers),
    verdict: outcomeOf(result, {
      ...subjectOf(account),
      customerKey: message.customerKey,
      recipient: message.recipient,
      list: message.list,
      numbered: false,
    }),
    // A send that was under way when Keypost stopped has no duration.
    durationMs: result.kind === 'failed' && result.cause === 'appStopped' ? null : result.durationMs,
  };
}

function makeMessage(preset: DeskPreset | null, entries: number, random: Seeded): CheckedMessage {
  return {
    command: 'customerKey',
    list: preset?.list ?? random.weighted(lists),
    template: preset?.template ?? random.pick(templates),
    customerKey: customerKeyIn(entries, random),
    recipient: 'customerKey',
    alsoNamed: [],
    firstName: '',
    format: preset?.format ?? 99,
    campaignName: preset?.campaignName ?? '',
    respectOptout: !random.chance(0.03),
    snapshot: random.chance(0.05),
    body: '',
  };
}

const pressId = (random: Seeded): string => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;

const subjectOf = ({ kind, siteUrl }: Account): Omit<OutcomeTextParams, 'customerKey' | 'recipient' | 'list' | 'numbered'> => ({
  accountKind: kind,
  host: siteUrl.slice(siteUrl.indexOf('//') + 2),
  timeoutMs: 30_000,
  connectTimeoutMs: 10_000,
});
