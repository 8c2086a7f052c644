/** Consents given on the review sheet: each is valid once, for one exact message and its reasons, and for two minutes. */
import { randomBytes } from 'node:crypto';
import type { AccountView } from '../shared/domain/account.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import type { ConsentReason } from '../shared/domain/press.ts';

const consentLifetimeMs = 2 * 60 * 1000;

/** The account as the sheet showed it: an account that was edited in the meantime doesn't match. */
export type ConsentAccount = Pick<AccountView, 'id' | 'name' | 'kind' | 'siteUrl' | 'realm' | 'clientName'>;

/** What a token stands for. */
export interface ConsentScope {
  account: ConsentAccount;
  message: CheckedMessage;
  reasons: readonly ConsentReason[];
}

export interface ConsentToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/**
 * Two clocks, because one can be set back and the other stands still while the computer sleeps. A consent expires by whichever is first.
 */
export interface ConsentClocks {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds on a monotonic clock. */
  elapsed: () => number;
}

interface StoredConsent {
  subject: string;
  expiresAt: number;
  elapsedAt: number;
}

export class Consents {
  readonly #clocks: ConsentClocks;
  readonly #pending = new Map<string, StoredConsent>();

  constructor(clocks: ConsentClocks) {
    this.#clocks = clocks;
  }

  issue(subject: ConsentScope): ConsentToken {
    this.#forgetExpired();
    const token = randomBytes(24).toString('base64url');
    const expiresAt = this.#clocks.now() + consentLifetimeMs;
    this.#pending.set(token, { subject: subjectKey(subject), expiresAt, elapsedAt: this.#clocks.elapsed() + consentLifetimeMs });
    return { token, expiresAt };
  }

  /** True once, and only for the subject that the token was issued for. A redemption for another subject uses the token up, too. */
  redeem(token: string, subject: ConsentScope): boolean {
    this.#forgetExpired();
    const consent = this.#pending.get(token);
    this.#pending.delete(token);
    return consent?.subject === subjectKey(subject);
  }

  #forgetExpired(): void {
    const [now, elapsed] = [this.#clocks.now(), this.#clocks.elapsed()];
    for (const [token, { expiresAt, elapsedAt }] of this.#pending) {
      if (expiresAt <= now || elapsedAt <= elapsed) this.#pending.delete(token);
    }
  }
}

/** Arrays, so that neither property order nor a separator inside a name can make two subjects look the same. */
function subjectKey({ account, message, reasons }: ConsentScope): string {
  const { command, list, template, customerKey, recipient, firstName, format, campaignName, respectOptout, snapshot, body } = message;
  return JSON.stringify([
    targetFields(account),
    command,
    list,
    template,
    customerKey,
    recipient,
    firstName,
    format,
    campaignName,
    respectOptout,
    snapshot,
    body,
    reasons.map(reasonKey),
  ]);
}

const targetFields = ({ id, name, kind, siteUrl, realm, clientName }: ConsentAccount): string[] =>
  kind === 'practice' ? [id] : [id, name, kind, siteUrl, realm, clientName];

/** Whether a send as one account is, for the user, the same as a send as the other. */
export const isSameTarget = (one: ConsentAccount, other: ConsentAccount): boolean =>
  JSON.stringify(targetFields(one)) === JSON.stringify(targetFields(other));

/** If the message was sent again in the meantime, or the earlier send has a new outcome, the reason is a different one. */
const reasonKey = (reason: ConsentReason): unknown =>
  reason.code === 'duplicate' ? [reason.code, reason.earlier.id, reason.earlier.state] : reason.code;
