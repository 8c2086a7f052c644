/** One send, from press to outcome. Every press puts at most one request on the wire, and its entry tells what came of it. */
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
import { undoPeriod } from './undo-window.ts';
import { unrecordedEntry, unrecordedText } from './unrecorded.ts';
import { notSentVerdict, type Verdict } from './verdict.ts';
import { minuteMs } from '../shared/base/time-units.ts';

/** How long things may take, and what is asked about; read anew for every press. */
export interface SendingRules {
  /** Milliseconds from hand-over to the transport until a send without a complete answer becomes unknown. */
  timeoutMs: number;
  /** Milliseconds until the connection has to be open. */
  connectTimeoutMs: number;
  /** Milliseconds in which the same message counts as a duplicate; 0 for never. */
  duplicateMs: number;
  /** Milliseconds in which a press can be undone. */
  undoMs: number;
  /** Whether the log keeps contact details beside what names the contact. */
  logContact: boolean;
}

export interface SenderDeps {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'begin' | 'storeOutcome' | 'hasPress' | 'earlier'>;
  transport: Transport;
  /** Name and address of a contact for the log, where they are known without asking anybody; empty otherwise. */
  contactOf: (account: AccountView, customerKey: string) => string;
  /** The lists and templates of the account's realm, as far as they are known without asking anybody. */
  namesOf: (accountId: string) => RealmNames;
  /** Name of a preset for the log; `null` when there is none with this id. */
  presetName: (id: string) => string | null;
  rules: () => SendingRules;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when an entry was written, and when it was settled. */
  changed: (entry: EntrySummary) => void;
  /** Called whenever a send under way has come further. */
  phase: (phase: SendPhase) => void;
  /** Called with a plain sentence for people when an outcome could not be recorded. */
  notice: (sentence: string) => void;
}

/** Milliseconds after its end at which an undo window is no longer what the person waited for: the computer was asleep. */
const sleepToleranceMs = minuteMs;

/** A send whose place is taken and whose message is checked. */
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
  /** Outlives the page that pressed: a page that was loaded again asks here. */
  readonly latest = new LatestPresses();

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#consents = new Consents({ now: deps.now, elapsed: () => performance.now() });
  }

  /** The request as it would go now, or the fields that stand in its way. Fails with `noSuchAccount`. */
  preview(message: Message): Promise<Result<PreviewResult>> {
    return previewOf(message, this.#deps.accounts, this.#deps.namesOf);
  }

  /** Whether a send of that press was under way. Its outcome comes by its own way. */
  cancel(pressId: string): boolean {
    return this.#flights.cancel(pressId);
  }

  /** Ends the undo window of that press; whether a send of it was under way. */
  sendNow(pressId: string): boolean {
    return this.#flights.hurry(pressId);
  }

  /** Sends under way. */
  get underWay(): number {
    return this.#flights.size;
  }

  /** Whether the request of a send under way has left, or a part of it. */
  hasLeft(): boolean {
    return this.#flights.hasLeft();
  }

  /** Cancels what has not left; resolves when each of those sends has its outcome (not sent) or has left after all. */
  stopUnsent(): Promise<void> {
    this.#flights.cancelUnsent();
    return this.#flights.allLeft();
  }

  /** Resolves when no send is under way: at the latest after the timeouts of those that are. */
  idle(): Promise<void> {
    return this.#flights.idle();
  }

  /**
   * Resolves when the send has its outcome. Everything up to taking the message's place happens without waiting, so of two
   * presses at once only one goes on. Failures, all of them before anything was sent: `invalid` with field sentences,
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
      const job = { ...begun, rules: this.#deps.rules() };
      return this.#guard(job) ?? (await this.#send(job));
    } finally {
      this.#flights.end(begun.account.id, begun.message);
    }
  }

  #alreadySending(account: AccountView, message: CheckedMessage): PressResult {
    const entryId = this.#flights.find(account.id, message)?.entryId ?? null;
    return { kind: 'alreadySending', entryId, sentence: 'This message is on its way already. Nothing more was sent.' };
  }

  /** `null` when nothing stands in the way. */
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

  async #send(job: Attempt): Promise<Result<PressResult>> {
    const { press, account, message, flight } = job;
    const siteUrl = await siteUrlOf(account, this.#deps.accounts);
    const secret = this.#requestSecretEarly(job);
    // The question to the keychain's process goes out first: writing the entry blocks this one.
    await setImmediate();
    const shown = buildSendRequest(siteUrl, message, placeholderHeaders(account.clientName !== ''));
    const { presetId } = press.message;
    const begun = this.#deps.log.begin({
      pressId: press.pressId,
      at: job.pressedAt,
      account,
      presetId,
      presetName: presetId === null ? null : this.#deps.presetName(presetId),
      message,
      method: shown.method,
      url: shown.url,
      requestHeaders: shown.headers,
      requestBody: this.#bodyForLog(message),
      contact: this.#contactForLog(account, message),
    });
    if (!begun.ok) return begun;
    flight.entryId = begun.value.id;
    this.#reportChange(begun.value);
    const verdict = await this.#attemptVerdict(job, siteUrl, secret);
    return ok({ kind: 'finished', entry: this.#storeOutcome(job, begun.value, shown, verdict) });
  }

  /** Default of the settings: of whoever gets the message, only what names them. */
  #bodyForLog({ body, recipient }: CheckedMessage): string | null {
    if (body === '') return null;
    return this.#deps.rules().logContact ? body : withoutDetails(body, recipient);
  }

  #contactForLog(account: AccountView, { customerKey, recipient }: CheckedMessage): string {
    const { contactOf, rules } = this.#deps;
    return rules().logContact && recipient === 'customerKey' ? contactOf(account, customerKey) : '';
  }

  /**
   * A keychain takes longer than the disk, so it looks for the secret while the entry is written. Where the press can be undone
   * it is asked when that time is over: a secret is not held for a message that may not go.
   */
  #requestSecretEarly({ account, rules, flight }: Attempt): DeliverInput['secret'] {
    if (rules.undoMs > 0) return null;
    const secret = this.#deps.accounts.secretFor(account, flight.signal);
    // Whoever waits for it hears of a failure, but comes only later.
    secret.catch(() => undefined);
    return secret;
  }

  async #attemptVerdict(job: Attempt, siteUrl: string, secret: DeliverInput['secret']): Promise<Verdict> {
    const { account, message, flight, rules } = job;
    const { timeoutMs, undoMs } = rules;
    const connectTimeoutMs = Math.min(rules.connectTimeoutMs, timeoutMs);
    const { customerKey, recipient, list, command } = message;
    const numbered = sendCommands[command].namedBy === 'id';
    const { host } = new URL(siteUrl);
    const subject = { customerKey, recipient, list, numbered, accountKind: account.kind, host, timeoutMs, connectTimeoutMs };
    if (undoMs > 0) {
      const endsAt = this.#deps.now() + undoMs;
      this.#reportPhase(job, 'undoable', endsAt);
      const end = await undoPeriod(undoMs, flight);
      // How long the person could think it over is not how long the server took.
      job.startedAt = performance.now();
      if (end === 'undone') return notSentVerdict(stopCause(flight, 'undone'), '', subject);
      // "Send now" is said by somebody who is awake.
      if (!flight.undoSkipped.aborted && this.#deps.now() > endsAt + sleepToleranceMs) return notSentVerdict('overslept', '', subject);
      const current = this.#deps.accounts.get(account.id);
      if (current === null || !isSameTarget(current, account)) return notSentVerdict('accountChanged', '', subject);
    }
    this.#reportPhase(job, 'opening');
    const left = (): void => {
      flight.hasLeft = true;
      this.#flights.notifyWaiting();
      this.#reportPhase(job, 'left');
    };
    const { accounts, transport } = this.#deps;
    const verdict = await deliver(
      { account, message, siteUrl, flight, secret, subject, connectTimeoutMs, onHandOver: left },
      accounts,
      transport,
    );
    if (verdict.cause !== 'cancelledBefore') return verdict;
    return notSentVerdict(stopCause(flight, 'cancelledBefore'), '', subject);
  }

  #reportChange(entry: EntrySummary): void {
    try {
      this.#deps.changed(entry);
    } catch {
      // As with phases.
    }
  }

  #reportPhase({ press }: Attempt, phase: SendPhase['phase'], endsAt: number | null = null): void {
    const step = { pressId: press.pressId, phase, endsAt };
    this.latest.advance(step);
    try {
      this.#deps.phase(step);
    } catch {
      // Whether somebody could be told has no say in what becomes of the message.
    }
  }

  #storeOutcome(job: Attempt, begun: EntrySummary, shown: WireRequest, verdict: Verdict): EntryDetail {
    const storedOutcome = { ...verdict, at: this.#deps.now(), durationMs: Math.round(performance.now() - job.startedAt) };
    const stored = this.#deps.log.storeOutcome(job.press.pressId, storedOutcome);
    if (stored.ok) {
      this.#reportChange(summaryOf(stored.value));
      return stored.value;
    }
    const warning = unrecordedText(job.message.customerKey);
    this.#deps.notice(warning);
    return unrecordedEntry({ entry: begun, message: job.message, request: shown, storedOutcome, warning });
  }
}

const stopCause = ({ signal }: Flight, person: 'undone' | 'cancelledBefore'): Cause => (signal.reason === closing ? 'closed' : person);
