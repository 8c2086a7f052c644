/** One send, from press to outcome. Every press puts at most one request on the wire, and its entry tells what came of it. */
import type { AccountView } from '../accounts/account.ts';
import { summaryOf, type EntryDetail, type EntrySummary } from '../log/entry.ts';
import type { LogAccess } from '../log/log-access.ts';
import { fail, ok, type Result } from '../result.ts';
import { buildSendRequest, credentialHeaders, placeholderHeaders, type SendParts, type Target } from '../whatcounts/request.ts';
import type { Transport, WireRequest } from '../whatcounts/transport.ts';
import { checkMessage } from './check-message.ts';
import { Consents } from './consent.ts';
import { consentReasons } from './guards.ts';
import { InFlight, type Flight } from './in-flight.ts';
import type { Message } from './message.ts';
import type { Subject } from './outcome-words.ts';
import type { Press, PressResult, PreviewResult } from './press.ts';
import { noSuchAccount, previewOf } from './preview.ts';
import { redactVerdict } from './redact-verdict.ts';
import { siteUrlOf, type SendingAccounts } from './site.ts';
import { unrecordedEntry, unrecordedWords } from './unrecorded.ts';
import { notSentVerdict, unknownVerdict, verdictOf, type Verdict } from './verdict.ts';

export interface SenderParts {
  accounts: SendingAccounts;
  log: Pick<LogAccess, 'begin' | 'settle' | 'hasPress'>;
  transport: Transport;
  /** Name of a preset for the log; `null` when there is none with this id. */
  presetName: (id: string) => string | null;
  /** Milliseconds from hand-over to the transport until a send without a complete answer becomes unknown. */
  timeoutMs: () => number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Called when an entry was written, and when it was settled. */
  changed: (entry: EntrySummary) => void;
  /** Called with a plain sentence for people when an outcome could not be recorded. */
  notice: (sentence: string) => void;
}

/** A send whose place is taken and whose message is checked. */
interface Job {
  press: Press;
  account: AccountView;
  parts: SendParts;
  flight: Flight;
  pressedAt: number;
  startedAt: number;
}

export class Sender {
  readonly #parts: SenderParts;
  readonly #flights = new InFlight();
  readonly #consents: Consents;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#consents = new Consents(parts.now);
  }

  /** The request as it would go now, or the fields that stand in its way. Fails with `noSuchAccount`. */
  preview(message: Message): Promise<Result<PreviewResult>> {
    return previewOf(message, this.#parts.accounts);
  }

  /** Whether a send of that press was under way. Its outcome comes by its own way. */
  cancel(pressId: string): boolean {
    return this.#flights.cancel(pressId);
  }

  /** Sends under way. */
  get underWay(): number {
    return this.#flights.size;
  }

  /**
   * Resolves when the send has its outcome. Everything up to taking the message's place happens without waiting, so of two
   * presses at once only one goes on. Failures, all of them before anything was sent: `invalid` with field sentences,
   * `noSuchAccount`, `pressUsed`, `logNotWritable`.
   */
  async press(press: Press): Promise<Result<PressResult>> {
    const account = this.#parts.accounts.get(press.message.accountId);
    if (account === null) return noSuchAccount();
    const checked = checkMessage(press.message);
    if (!checked.ok) return fail('invalid', 'Not sent. Correct the marked fields.', checked.fields);
    const { parts } = checked;
    const used = this.#parts.log.hasPress(press.pressId);
    if (!used.ok) return used;
    if (used.value) return fail('pressUsed', 'This press was handled already; nothing more was sent. The log has its outcome.');
    const flight = this.#flights.start(account.id, parts, press.pressId);
    if (flight === null) return ok(this.#alreadySending(account, parts));
    try {
      const job = { press, account, parts, flight, pressedAt: this.#parts.now(), startedAt: performance.now() };
      return this.#needsConsent(job) ?? (await this.#send(job));
    } finally {
      this.#flights.end(account.id, parts);
    }
  }

  #alreadySending(account: AccountView, parts: SendParts): PressResult {
    const entryId = this.#flights.of(account.id, parts)?.entryId ?? null;
    return { kind: 'alreadySending', entryId, sentence: 'This message is on its way already. Nothing more was sent.' };
  }

  #needsConsent({ press, account, parts }: Job): Result<PressResult> | null {
    const reasons = consentReasons(parts);
    if (reasons.length === 0) return null;
    const subject = { accountId: account.id, parts, reasons };
    if (press.consent !== null && this.#consents.redeem(press.consent, subject)) return null;
    const { token, expiresAt } = this.#consents.ask(subject);
    const review = { reasons, token, expiresAt, accountName: account.name, accountKind: account.kind };
    return ok({ kind: 'needsConsent', review });
  }

  async #send(job: Job): Promise<Result<PressResult>> {
    const { press, account, parts, flight } = job;
    const siteUrl = await siteUrlOf(account, this.#parts.accounts);
    const shown = buildSendRequest(siteUrl, parts, placeholderHeaders(account.clientName !== ''));
    const { presetId } = press.message;
    const begun = this.#parts.log.begin({
      pressId: press.pressId,
      at: job.pressedAt,
      account,
      presetId,
      presetName: presetId === null ? null : this.#parts.presetName(presetId),
      parts,
      method: shown.method,
      url: shown.url,
      requestHeaders: shown.headers,
    });
    if (!begun.ok) return begun;
    flight.entryId = begun.value.id;
    this.#parts.changed(begun.value);

    const timeoutMs = this.#parts.timeoutMs();
    const subject = {
      customerKey: parts.customerKey,
      list: parts.list,
      accountKind: account.kind,
      host: new URL(siteUrl).host,
      timeoutMs,
    };
    const verdict = await this.#exchange(job, siteUrl, subject);
    return ok({ kind: 'settled', entry: this.#settle(job, begun.value, shown, verdict) });
  }

  /** Never rejects: an error of our own is an outcome like any other, and which one depends on what may have left. */
  async #exchange({ account, parts, flight }: Job, siteUrl: string, subject: Subject): Promise<Verdict> {
    let handedOver = false;
    try {
      const secret = await unlessAborted(this.#parts.accounts.secretFor(account), flight.signal);
      if (secret === null) return notSentVerdict('cancelledBefore', '', subject);
      if (!secret.ok) return notSentVerdict(withoutSecret(secret.error.code), secret.error.sentence, subject);
      const target: Target = { ...secret.value, siteUrl, clientName: account.clientName };
      const request = buildSendRequest(siteUrl, parts, credentialHeaders(target));
      handedOver = true;
      const result = await this.#parts.transport.exchange(request, { timeoutMs: subject.timeoutMs, signal: flight.signal });
      const verdict = verdictOf(result, subject);
      return account.builtIn ? verdict : redactVerdict(verdict, target);
    } catch {
      // What was thrown is not kept: it might quote a credential.
      return handedOver ? unknownVerdict('internal', '', null, subject) : notSentVerdict('internal', '', subject);
    }
  }

  #settle(job: Job, begun: EntrySummary, shown: WireRequest, verdict: Verdict): EntryDetail {
    const settlement = { ...verdict, at: this.#parts.now(), durationMs: Math.round(performance.now() - job.startedAt) };
    const settled = this.#parts.log.settle(begun.id, settlement);
    if (settled.ok) {
      this.#parts.changed(summaryOf(settled.value));
      return settled.value;
    }
    const warning = unrecordedWords(job.parts.customerKey);
    this.#parts.notice(warning);
    return unrecordedEntry({ begun, parts: job.parts, shown, settlement, warning });
  }
}

function withoutSecret(code: string): 'noCredentials' | 'vaultLocked' {
  return code === 'noCredentials' ? 'noCredentials' : 'vaultLocked';
}

/** `null` once the signal is aborted, without waiting for the rest: a keychain may keep a prompt open for long. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(null);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
