/** One attempt to send a message that was checked, reserved and agreed to: record it, make the request, store the outcome. */
import { setImmediate } from 'node:timers/promises';
import { siteUrlOf, type SendingAccounts } from '../accounts/account-access.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import type { Transport, WireRequest } from '../net/transport.ts';
import { reportFailure } from '../shared/base/report-failure.ts';
import type { AccountView } from '../shared/domain/account.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import { withoutDetails } from '../shared/domain/redacted-body.ts';
import { summaryOf, type EntryDetail, type EntrySummary } from '../shared/domain/entry.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import { ok, type Result } from '../shared/domain/result.ts';
import { sendCommands } from '../shared/domain/send-commands.ts';
import { buildSendRequest, placeholderHeaders } from '../whatcounts/request.ts';
import { performSend, type PerformSendInput } from './perform-send.ts';
import { stopCause, type Flight } from './in-flight.ts';
import { unrecordedEntry, unrecordedText } from './unrecorded.ts';
import { notSentOutcome, type AttemptOutcome } from './attempt-outcome.ts';

export interface AttemptDeps {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'begin' | 'storeOutcome'>;
  transport: Transport;
  /** Name and address of a contact for the log, if they are cached; empty otherwise. Makes no request. */
  contactOf: (account: AccountView, customerKey: string) => string;
  /** Name of a preset for the log; `null` when there is none with this id. */
  presetName: (id: string) => string | null;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when the entry was written, and when it got its outcome. */
  onChange: (entry: EntrySummary) => void;
  /** Called with a text for the user when the outcome could not be recorded. */
  notify: (sentence: string) => void;
}

export interface AttemptRules {
  /** Milliseconds from hand-over to the transport until a send without a complete response becomes unknown. */
  timeoutMs: number;
  /** Milliseconds within which the connection has to be open. */
  connectTimeoutMs: number;
  /** Whether the log keeps contact details, and not only what identifies the contact. */
  logContact: boolean;
}

export interface AttemptInput {
  /** Identifies the attempt in the log, which takes each only once. */
  pressId: string;
  presetId: string | null;
  account: AccountView;
  message: CheckedMessage;
  flight: Flight;
  rules: AttemptRules;
  /** Milliseconds since 1970. */
  pressedAt: number;
  /**
   * Waited for between the record and the request, such as an undo period. Resolves with the cause for which nothing is sent, or with `null`.
   * `null` if there is nothing to wait for.
   */
  hold: (() => Promise<Cause | null>) | null;
  /** The connection is being opened. Must not throw. */
  onOpening: () => void;
  /** The request, or a part of it, has left. Must not throw. */
  onLeft: () => void;
}

/**
 * Makes at most one request, and only after its entry is on the disk. Resolves with the entry and its outcome; fails with `logNotWritable`,
 * and then nothing was sent.
 */
export async function attempt(input: AttemptInput, deps: AttemptDeps): Promise<Result<EntryDetail>> {
  let startedAt = performance.now();
  const siteUrl = await siteUrlOf(input.account, deps.accounts);
  const secret = requestSecretEarly(input, deps);
  // Let the request to the keychain process go out first: writing the entry blocks this process.
  await setImmediate();
  const request = buildSendRequest(siteUrl, input.message, placeholderHeaders(input.account.clientName !== ''));
  const begun = record(input, request, deps);
  if (!begun.ok) return begun;
  input.flight.entryId = begun.value.id;
  reportChange(begun.value, deps);
  const held = input.hold && (await input.hold());
  // The time that it was held doesn't count into the duration of the request.
  if (input.hold !== null) startedAt = performance.now();
  const verdict = await exchangeUnlessHeld(input, { siteUrl, secret, held }, deps);
  return ok(storeOutcome(input, { begun: begun.value, request, verdict, startedAt }, deps));
}

/**
 * The keychain is slower than the disk, so the secret is requested while the entry is written. If the message is held, it is requested
 * afterwards, so that no secret is in memory for a message that may be undone.
 */
function requestSecretEarly({ account, flight, hold }: AttemptInput, { accounts }: AttemptDeps): PerformSendInput['secret'] {
  if (hold !== null) return null;
  const secret = accounts.secretFor(account, flight.signal);
  // `deliver` handles a failure, but awaits the promise only later.
  secret.catch(() => undefined);
  return secret;
}

function record(input: AttemptInput, { method, url, headers }: WireRequest, deps: AttemptDeps): Result<EntrySummary> {
  const { pressId, presetId, account, message, rules, pressedAt } = input;
  return deps.log.begin({
    pressId,
    at: pressedAt,
    account,
    presetId,
    presetName: presetId === null ? null : deps.presetName(presetId),
    message,
    method,
    url,
    requestHeaders: headers,
    requestBody: bodyForLog(message, rules),
    contact: rules.logContact && message.recipient === 'customerKey' ? deps.contactOf(account, message.customerKey) : '',
  });
}

/** By default only what identifies the recipient is kept, without other contact details. */
function bodyForLog({ body, recipient }: CheckedMessage, { logContact }: AttemptRules): string | null {
  if (body === '') return null;
  return logContact ? body : withoutDetails(body, recipient);
}

interface Prepared {
  siteUrl: string;
  secret: PerformSendInput['secret'];
  held: Cause | null;
}

async function exchangeUnlessHeld(
  input: AttemptInput,
  { siteUrl, secret, held }: Prepared,
  { accounts, transport }: AttemptDeps,
): Promise<AttemptOutcome> {
  const { account, message, flight, rules } = input;
  const { timeoutMs } = rules;
  const connectTimeoutMs = Math.min(rules.connectTimeoutMs, timeoutMs);
  const { customerKey, recipient, list, command } = message;
  const numbered = sendCommands[command].namedBy === 'id';
  const { host } = new URL(siteUrl);
  const subject = { customerKey, recipient, list, numbered, accountKind: account.kind, host, timeoutMs, connectTimeoutMs };
  if (held !== null) return notSentOutcome(held, '', subject);
  input.onOpening();
  const delivery = { account, message, siteUrl, flight, secret, subject, connectTimeoutMs, onHandOver: input.onLeft };
  const verdict = await performSend(delivery, accounts, transport);
  return verdict.cause === 'cancelledBefore' ? notSentOutcome(stopCause(flight, 'cancelledBefore'), '', subject) : verdict;
}

interface Ended {
  begun: EntrySummary;
  request: WireRequest;
  verdict: AttemptOutcome;
  startedAt: number;
}

function storeOutcome({ pressId, message }: AttemptInput, { begun, request, verdict, startedAt }: Ended, deps: AttemptDeps): EntryDetail {
  const storedOutcome = { ...verdict, at: deps.now(), durationMs: Math.round(performance.now() - startedAt) };
  const stored = deps.log.storeOutcome(pressId, storedOutcome);
  if (stored.ok) {
    reportChange(summaryOf(stored.value), deps);
    return stored.value;
  }
  const warning = unrecordedText(message.customerKey);
  deps.notify(warning);
  return unrecordedEntry({ entry: begun, message, request, storedOutcome, warning });
}

function reportChange(entry: EntrySummary, { onChange }: AttemptDeps): void {
  try {
    onChange(entry);
  } catch (error) {
    // A failing listener must not affect the send.
    reportFailure('a changed entry could not be shown', error);
  }
}
