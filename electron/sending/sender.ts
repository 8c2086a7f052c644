/** One send, from press to outcome. Every press sends at most one request, and its log entry records the outcome. */
import { setImmediate } from 'node:timers/promises';
import type { AccountView } from '../shared/domain/account.ts';
import { summaryOf, type EntryDetail, type EntrySummary } from '../shared/domain/entry.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { withoutDetails } from '../shared/domain/contact-body.ts';
import { buildSendRequest, placeholderHeaders } from '../whatcounts/request.ts';
import type { CheckedMessage } from '../shared/domain/checked-message.ts';
import { sendCommands } from '../shared/domain/send-commands.ts';
import type { Transport, WireRequest } from '../net/transport.ts';
import { checkMessage, type RealmNames } from '../shared/domain/check-message.ts';
import { Consents, isSameTarget } from './consent.ts';
import { deliver, type DeliverInput } from './deliver.ts';
import { consentReasons } from './guards.ts';
import { closing, InFlight, type Flight } from './in-flight.ts';
import { LatestPresses } from './latest-press.ts';
import type { Message } from '../shared/domain/message.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { Press, PressResult, PreviewResult, SendPhase } from '../shared/domain/press.ts';
import { previewOf } from './request-preview.ts';
import { noSuchAccount, siteUrlOf, type SendingAccounts } from '../accounts/account-access.ts';
import { messageIdentity } from '../shared/domain/message-identity.ts';
import { undoPeriod } from './undo-period.ts';
import { unrecordedEntry, unrecordedText } from './unrecorded.ts';
import { notSentVerdict, type Verdict } from './verdict.ts';
import { minuteMs } from '../shared/base/time-units.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

/** Time limits and guards; read again for every press. */
export interface SendingRules {
  /** Milliseconds from hand-over to the transport until a send without a complete response becomes unknown. */
  timeoutMs: number;
  /** Milliseconds within which the connection has to be open. */
  connectTimeoutMs: number;
  /** Milliseconds within which the same message counts as a duplicate; 0 turns the check off. */
  duplicateMs: number;
  /** The undo period, in milliseconds; 0 for none. */
  undoMs: number;
  /** Whether the log keeps contact details, and not only what identifies the contact. */
  logContact: boolean;
}

export interface SenderDeps {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'begin' | 'storeOutcome' | 'hasPress' | 'earlier'>;
  transport: Transport;
  /** Name and address of a contact for the log, if they are cached; empty otherwise. Makes no request. */
  contactOf: (account: AccountView, customerKey: string) => string;
  /** The known lists and templates of the account's realm. Makes no request. */
  namesOf: (accountId: string) => RealmNames;
  /** Name of a preset for the log; `null` when there is none with this id. */
  presetName: (id: string) => string | null;
  rules: () => SendingRules;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when an entry was written, and when it got its outcome. */
  changed: (entry: EntrySummary) => void;
  /** Called whenever a send under way enters another phase. */
  phase: (phase: SendPhase) => void;
  /** Called with a text for the user when an outcome could not be recorded. */
  notice: (sentence: string) => void;
}

/** If the undo period ends this many milliseconds late, the computer was asleep, and the message isn't sent. */
const sleepToleranceMs = minuteMs;

/** One try to send a message that was checked and reserved: record, request, store outcome. */
interface Attempt {
  press: Press;
  account: AccountView;
  message: CheckedMessage;
  flight: Flight;
  rules: SendingRules;
  pressedAt: number;
  startedAt: number;
}

export class Sender {
  readonly #deps: SenderDeps;
  readonly #flights = new InFlight();
  readonly #consents: Consents;
  /** Outlives the page, so that a reloaded page can pick up the latest press. */
  readonly latest = new LatestPresses();

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#consents = new Consents({ now: deps.now, elapsed: () => performance.now() });
  }

  /** The request as it would be sent now, or the fields that have to be corrected first. Fails with `noSuchAccount`. */
  preview(message: Message): Promise<Result<PreviewResult>> {
    return previewOf(message, this.#deps.accounts, this.#deps.namesOf);
  }

  /** Whether a send of that press was under way. Its outcome is still reported as the result of `press`. */
  cancel(pressId: string): boolean {
    return this.#flights.cancel(pressId);
  }

  /** Ends the undo period of that press; returns whether a send of it was under way. */
  sendNow(pressId: string): boolean {
    return this.#flights.hurry(pressId);
  }

  /** Number of sends under way. */
  get underWay(): number {
    return this.#flights.size;
  }

  /** Whether the request of a send under way has left, at least in part. */
  hasLeft(): boolean {
    return this.#flights.hasLeft();
  }

  /** Cancels sends whose request hasn't left; resolves when each of them has its outcome (not sent) or has left after all. */
  stopUnsent(): Promise<void> {
    this.#flights.cancelUnsent();
    return this.#flights.allLeft();
  }

  /** Resolves when no send is under way: at the latest after the timeouts of those that are. */
  idle(): Promise<void> {
    return this.#flights.idle();
  }

  /**
   * Resolves when the send has its outcome. Everything up to reserving the message is synchronous, so of two simultaneous
   * presses only one continues. Failures, all of them before anything was sent: `invalid` with texts for the fields,
   * `noSuchAccount`, `pressUsed`, `logNotWritable`.
   */
  async press(press: Press): Promise<Result<PressResult>> {
    const account = this.#deps.accounts.get(press.message.accountId);
    if (account === null) return noSuchAccount();
    const checked = checkMessage(press.message, this.#deps.namesOf(account.id));
    if (!checked.ok) return fail('invalid', 'Not sent. Correct the marked fields.', checked.fields, checked.fixes);
    const { message } = checked;
    const used = this.#deps.log.hasPress(press.pressId);
    if (!used.ok) return used;
    if (used.value || this.#flights.hasPress(press.pressId))
      return fail('pressUsed', 'This press was handled already; nothing more was sent. The log has its outcome.');
    const flight = this.#flights.start(account.id, message, press.pressId);
    if (flight === null) return ok(this.#alreadySending(account, message));
    const result = this.#run({ press, account, message, flight, pressedAt: this.#deps.now(), startedAt: performance.now() });
    this.latest.track(press, result);
    return result;
  }

  async #run(begun: Omit<Attempt, 'rules'>): Promise<Result<PressResult>> {
    try {
      const attempt = { ...begun, rules: this.#deps.rules() };
      return this.#guard(attempt) ?? (await this.#send(attempt));
    } finally {
      this.#flights.end(begun.account.id, begun.message);
    }
  }

  #alreadySending(account: AccountView, message: CheckedMessage): PressResult {
    const entryId = this.#flights.find(account.id, message)?.entryId ?? null;
    return { kind: 'alreadySending', entryId, sentence: 'This message is on its way already. Nothing more was sent.' };
  }

  /** `null` when the message may be sent. */
  #guard({ press, account, message, rules }: Attempt): Result<PressResult> | null {
    const now = this.#deps.now();
    const earlier = this.#earlier(account.id, message, now, rules.duplicateMs);
    if (!earlier.ok) return earlier;
    const reasons = consentReasons({ account, message, earlier: earlier.value, now });
    if (reasons.length === 0) return null;
    const subject = { account, message, reasons };
    if (press.consent !== null && this.#consents.redeem(press.consent, subject)) return null;
    const { token, expiresAt } = this.#consents.issue(subject);
    const { list, template, customerKey, firstName, campaignName } = message;
    const sent = { list, template, customerKey, firstName, campaignName };
    const review = { reasons, token, expiresAt, accountName: account.name, accountKind: account.kind, sent };
    return ok({ kind: 'needsConsent', review });
  }

  #earlier(accountId: string, message: CheckedMessage, now: number, windowMs: number): Result<EntrySummary | null> {
    if (windowMs <= 0) return ok(null);
    return this.#deps.log.earlier(messageIdentity(accountId, message), now, windowMs);
  }

  async #send(attempt: Attempt): Promise<Result<PressResult>> {
    const { press, account, message, flight } = attempt;
    const siteUrl = await siteUrlOf(account, this.#deps.accounts);
    const secret = this.#requestSecretEarly(attempt);
    // Let the request to the keychain process go out first: writing the entry blocks this process.
    await setImmediate();
    const recordedRequest = buildSendRequest(siteUrl, message, placeholderHeaders(account.clientName !== ''));
    const { presetId } = press.message;
    const begun = this.#deps.log.begin({
      pressId: press.pressId,
      at: attempt.pressedAt,
      account,
      presetId,
      presetName: presetId === null ? null : this.#deps.presetName(presetId),
      message,
      method: recordedRequest.method,
      url: recordedRequest.url,
      requestHeaders: recordedRequest.headers,
      requestBody: this.#bodyForLog(message),
      contact: this.#contactForLog(account, message),
    });
    if (!begun.ok) return begun;
    flight.entryId = begun.value.id;
    this.#reportChange(begun.value);
    const verdict = await this.#attemptVerdict(attempt, siteUrl, secret);
    return ok({ kind: 'finished', entry: this.#storeOutcome(attempt, begun.value, recordedRequest, verdict) });
  }

  /** By default only what identifies the recipient is kept, without other contact details. */
  #bodyForLog({ body, recipient }: CheckedMessage): string | null {
    if (body === '') return null;
    return this.#deps.rules().logContact ? body : withoutDetails(body, recipient);
  }

  #contactForLog(account: AccountView, { customerKey, recipient }: CheckedMessage): string {
    const { contactOf, rules } = this.#deps;
    return rules().logContact && recipient === 'customerKey' ? contactOf(account, customerKey) : '';
  }

  /**
   * The keychain is slower than the disk, so the secret is requested while the entry is written. With an undo period it is
   * requested afterwards, so that no secret is held for a message that may be undone.
   */
  #requestSecretEarly({ account, rules, flight }: Attempt): DeliverInput['secret'] {
    if (rules.undoMs > 0) return null;
    const secret = this.#deps.accounts.secretFor(account, flight.signal);
    // `deliver` handles a failure, but awaits the promise only later.
    secret.catch(() => undefined);
    return secret;
  }

  async #attemptVerdict(attempt: Attempt, siteUrl: string, secret: DeliverInput['secret']): Promise<Verdict> {
    const { account, message, flight, rules } = attempt;
    const { timeoutMs, undoMs } = rules;
    const connectTimeoutMs = Math.min(rules.connectTimeoutMs, timeoutMs);
    const { customerKey, recipient, list, command } = message;
    const numbered = sendCommands[command].namedBy === 'id';
    const { host } = new URL(siteUrl);
    const subject = { customerKey, recipient, list, numbered, accountKind: account.kind, host, timeoutMs, connectTimeoutMs };
    if (undoMs > 0) {
      const endsAt = this.#deps.now() + undoMs;
      this.#reportPhase(attempt, 'undoable', endsAt);
      const end = await undoPeriod(undoMs, flight);
      // The undo period doesn't count into the duration of the request.
      attempt.startedAt = performance.now();
      if (end === 'undone') return notSentVerdict(stopCause(flight, 'undone'), '', subject);
      // If the person pressed "Send now", the computer was awake.
      if (!flight.undoSkipped.aborted && this.#deps.now() > endsAt + sleepToleranceMs) return notSentVerdict('overslept', '', subject);
      const current = this.#deps.accounts.get(account.id);
      if (current === null || !isSameTarget(current, account)) return notSentVerdict('accountChanged', '', subject);
    }
    this.#reportPhase(attempt, 'opening');
    const onHandOver = (): void => {
      flight.hasLeft = true;
      this.#flights.notifyWaiting();
      this.#reportPhase(attempt, 'left');
    };
    const { accounts, transport } = this.#deps;
    const verdict = await deliver(
      { account, message, siteUrl, flight, secret, subject, connectTimeoutMs, onHandOver },
      accounts,
      transport,
    );
    if (verdict.cause !== 'cancelledBefore') return verdict;
    return notSentVerdict(stopCause(flight, 'cancelledBefore'), '', subject);
  }

  #reportChange(entry: EntrySummary): void {
    try {
      this.#deps.changed(entry);
    } catch (error) {
      // As in #reportPhase.
      reportFailure('a changed entry could not be shown', error);
    }
  }

  #reportPhase({ press }: Attempt, phase: SendPhase['phase'], endsAt: number | null = null): void {
    const step = { pressId: press.pressId, phase, endsAt };
    this.latest.advance(step);
    try {
      this.#deps.phase(step);
    } catch (error) {
      // A failing listener must not affect the send.
      reportFailure('the phase of a send could not be shown', error);
    }
  }

  #storeOutcome(attempt: Attempt, begun: EntrySummary, recordedRequest: WireRequest, verdict: Verdict): EntryDetail {
    const storedOutcome = { ...verdict, at: this.#deps.now(), durationMs: Math.round(performance.now() - attempt.startedAt) };
    const stored = this.#deps.log.storeOutcome(attempt.press.pressId, storedOutcome);
    if (stored.ok) {
      this.#reportChange(summaryOf(stored.value));
      return stored.value;
    }
    const warning = unrecordedText(attempt.message.customerKey);
    this.#deps.notice(warning);
    return unrecordedEntry({ entry: begun, message: attempt.message, request: recordedRequest, storedOutcome, warning });
  }
}

const stopCause = ({ signal }: Flight, person: 'undone' | 'cancelledBefore'): Cause => (signal.reason === closing ? 'closed' : person);
