/** From a press of Send to its outcome: single flight, guards, consent and the undo period, then one attempt at most. */
import { noSuchAccount } from '../accounts/account-access.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import { reportFailure } from '../shared/base/report-failure.ts';
import { minuteMs } from '../shared/base/time-units.ts';
import type { AccountView } from '../shared/domain/account.ts';
import { checkMessage, type RealmNames } from '../shared/domain/check-message.ts';
import type { EntrySummary } from '../shared/domain/entry.ts';
import { messageIdentity } from '../shared/domain/message-identity.ts';
import type { CheckedMessage, Message } from '../shared/domain/message.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { Press, PressResult, RequestPreviewResult, SendPhase } from '../shared/domain/press.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { attempt, type AttemptDeps, type AttemptRules } from './attempt.ts';
import { Consents, isSameTarget } from './consent.ts';
import { consentReasons } from './consent-reasons.ts';
import { InFlight, stopCause, type Flight } from './in-flight.ts';
import { LatestPressTracker } from './latest-press-tracker.ts';
import { previewOf } from './request-preview.ts';
import { undoPeriod } from './undo-period.ts';

/** Time limits and guards; read again for every press. */
export interface SendingRules extends AttemptRules {
  /** Milliseconds within which the same message counts as a duplicate; 0 turns the check off. */
  duplicateMs: number;
  /** The undo period, in milliseconds; 0 for none. */
  undoMs: number;
}

export interface SenderDeps extends AttemptDeps {
  log: AttemptDeps['log'] & Pick<LogAccess, 'hasPress' | 'earlier'>;
  /** The known lists and templates of the account's realm. Makes no request. */
  namesOf: (accountId: string) => RealmNames;
  rules: () => SendingRules;
  /** Called whenever a send under way enters another phase. */
  onPhase: (phase: SendPhase) => void;
}

/** If the undo period ends this many milliseconds late, the computer was asleep, and the message isn't sent. */
const sleepToleranceMs = minuteMs;

/** A press of which the message is checked and reserved. */
interface Reserved {
  press: Press;
  account: AccountView;
  message: CheckedMessage;
  flight: Flight;
  rules: SendingRules;
  pressedAt: number;
}

export class Sender {
  readonly #deps: SenderDeps;
  readonly #flights = new InFlight();
  readonly #consents: Consents;
  /** Outlives the page, so that a reloaded page can pick up the latest press. */
  readonly latest = new LatestPressTracker();

  constructor(deps: SenderDeps) {
    this.#deps = deps;
    this.#consents = new Consents({ now: deps.now, elapsed: () => performance.now() });
  }

  /** The request as it would be sent now, or the fields that have to be corrected first. Fails with `noSuchAccount`. */
  preview(message: Message): Promise<Result<RequestPreviewResult>> {
    return previewOf(message, this.#deps.accounts, this.#deps.namesOf);
  }

  /** Whether a send of that press was under way. Its outcome is still reported as the result of `press`. */
  cancel(pressId: string): boolean {
    return this.#flights.cancel(pressId);
  }

  /** Ends the undo period of that press; returns whether a send of it was under way. */
  sendNow(pressId: string): boolean {
    return this.#flights.skipUndo(pressId);
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
    const result = this.#run({ press, account, message, flight, pressedAt: this.#deps.now() });
    this.latest.track(press, result);
    return result;
  }

  async #run(begun: Omit<Reserved, 'rules'>): Promise<Result<PressResult>> {
    try {
      const reserved = { ...begun, rules: this.#deps.rules() };
      return this.#guard(reserved) ?? (await this.#attempt(reserved));
    } finally {
      this.#flights.end(begun.account.id, begun.message);
    }
  }

  #alreadySending(account: AccountView, message: CheckedMessage): PressResult {
    const entryId = this.#flights.find(account.id, message)?.entryId ?? null;
    return { kind: 'alreadySending', entryId, sentence: 'This message is on its way already. Nothing more was sent.' };
  }

  /** `null` when the message may be sent. */
  #guard({ press, account, message, rules }: Reserved): Result<PressResult> | null {
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

  async #attempt(reserved: Reserved): Promise<Result<PressResult>> {
    const { press, flight, rules } = reserved;
    const input = {
      ...reserved,
      pressId: press.pressId,
      presetId: press.message.presetId,
      hold: rules.undoMs > 0 ? () => this.#undoPeriod(reserved) : null,
      onOpening: () => {
        this.#reportPhase(press, 'opening');
      },
      onLeft: () => {
        flight.hasLeft = true;
        this.#flights.notifyWaiting();
        this.#reportPhase(press, 'left');
      },
    };
    const entry = await attempt(input, this.#deps);
    return entry.ok ? ok({ kind: 'finished', entry: entry.value }) : entry;
  }

  /** The cause for which the message isn't sent after the undo period; `null` when it is. */
  async #undoPeriod({ press, account, flight, rules }: Reserved): Promise<Cause | null> {
    const endsAt = this.#deps.now() + rules.undoMs;
    this.#reportPhase(press, 'undoable', endsAt);
    const end = await undoPeriod(rules.undoMs, flight);
    if (end === 'undone') return stopCause(flight, 'undone');
    // If the person pressed "Send now", the computer was awake.
    if (!flight.undoSkipped.aborted && this.#deps.now() > endsAt + sleepToleranceMs) return 'overslept';
    const current = this.#deps.accounts.get(account.id);
    return current === null || !isSameTarget(current, account) ? 'accountChanged' : null;
  }

  #reportPhase({ pressId }: Press, phase: SendPhase['phase'], endsAt: number | null = null): void {
    const step = { pressId, phase, endsAt };
    this.latest.advance(step);
    try {
      this.#deps.onPhase(step);
    } catch (error) {
      // A failing listener must not affect the send.
      reportFailure('the phase of a send could not be shown', error);
    }
  }
}
