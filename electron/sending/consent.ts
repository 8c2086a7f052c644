/** Consents given on the review sheet: single use, bound to one exact message and its reasons, gone after two minutes. */
import { randomBytes } from 'node:crypto';
import type { AccountView } from '../shared/domain/account.ts';
import type { CheckedMessage } from '../shared/domain/checked-message.ts';
import type { ConsentReason } from '../shared/domain/press.ts';

const lifetimeMs = 2 * 60 * 1000;

/** As the sheet showed it: an account that was changed meanwhile is another one. */
export type ConsentAccount = Pick<AccountView, 'id' | 'name' | 'kind' | 'siteUrl' | 'realm' | 'clientName'>;

/** What a token stands for. */
export interface ConsentSubject {
  account: ConsentAccount;
  message: CheckedMessage;
  reasons: readonly ConsentReason[];
}

export interface ConsentToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Two clocks, because one can be set back and the other stands still while the computer sleeps: the stricter one counts. */
export interface ConsentClocks {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds since some moment, never set back. */
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

  issue(subject: ConsentSubject): ConsentToken {
    this.#forgetExpired();
    const token = randomBytes(24).toString('base64url');
    const expiresAt = this.#clocks.now() + lifetimeMs;
    this.#pending.set(token, { subject: subjectKey(subject), expiresAt, elapsedAt: this.#clocks.elapsed() + lifetimeMs });
    return { token, expiresAt };
  }

  /** True once, and only for the very subject that the token was made for. A wrong guess uses the token up too. */
  redeem(token: string, subject: ConsentSubject): boolean {
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

/** Arrays, so that no order of properties and no separator inside a name can make two subjects look alike. */
function subjectKey({ account, message, reasons }: ConsentSubject): string {
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

/** Whether a message to the one is a message to the other, as a person sees it. */
export const isSameTarget = (one: ConsentAccount, other: ConsentAccount): boolean =>
  JSON.stringify(targetFields(one)) === JSON.stringify(targetFields(other));

/** Another send of the message meanwhile, or another outcome of the one that was shown, is another reason. */
const reasonKey = (reason: ConsentReason): unknown =>
  reason.code === 'duplicate' ? [reason.code, reason.earlier.id, reason.earlier.state] : reason.code;
