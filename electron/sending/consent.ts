/** Consents given on the review sheet: single use, bound to one exact message and its reasons, gone after two minutes. */
import { randomBytes } from 'node:crypto';
import type { SendParts } from '../whatcounts/request.ts';
import type { ConsentReason } from './press.ts';

const lifeMs = 2 * 60 * 1000;

/** What a token stands for. */
export interface ConsentSubject {
  accountId: string;
  parts: SendParts;
  reasons: readonly ConsentReason[];
}

export interface ConsentToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export class Consents {
  readonly #now: () => number;
  readonly #open = new Map<string, { subject: string; expiresAt: number }>();

  /** `now` in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  ask(subject: ConsentSubject): ConsentToken {
    this.#forgetExpired();
    const token = randomBytes(24).toString('base64url');
    const expiresAt = this.#now() + lifeMs;
    this.#open.set(token, { subject: keyOf(subject), expiresAt });
    return { token, expiresAt };
  }

  /** True once, and only for the very subject that the token was made for. A wrong guess uses the token up too. */
  redeem(token: string, subject: ConsentSubject): boolean {
    this.#forgetExpired();
    const given = this.#open.get(token);
    this.#open.delete(token);
    return given?.subject === keyOf(subject);
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const [token, { expiresAt }] of this.#open) if (expiresAt <= now) this.#open.delete(token);
  }
}

/** Arrays, so that no order of properties and no separator inside a name can make two subjects look alike. */
function keyOf({ accountId, parts, reasons }: ConsentSubject): string {
  const { list, template, customerKey, format, campaignName, respectOptout, snapshot } = parts;
  const codes = reasons.map((reason) => reason.code);
  return JSON.stringify([accountId, list, template, customerKey, format, campaignName, respectOptout, snapshot, codes]);
}
