/** Delivery statuses of messages: read when a person asks for one, and kept until Keypost closes. */
import type { EntryDetail } from '../shared/domain/entry.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { entryTarget, type EntryTarget, type EntryTargetDeps } from '../resolution/entry-target.ts';
import type { Transport } from '../net/transport.ts';
import type { DeliveryStatus } from '../shared/domain/delivery-status.ts';
import { accountMovedText, notSentText, entryRemovedText, sendingText, unnamedText, withoutSecretText } from './delivery-text.ts';
import { askDeliveryStatus } from './ask-delivery-status.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

export interface DeliveryStatusesDeps extends EntryTargetDeps {
  log: EntryTargetDeps['log'] & Pick<LogAccess, 'entry'>;
  transport: Transport;
  /** Time limits of each read in milliseconds; read again for every check. */
  timeLimits: () => { timeoutMs: number; connectTimeoutMs: number };
  /** Milliseconds since 1970. */
  now: () => number;
  /** Opens an address in the system's browser; rejects when there is none. */
  openInBrowser: (address: string) => Promise<void>;
}

/** How many of the latest statuses are kept. */
const maxKept = 200;

export class DeliveryStatuses {
  readonly #deps: DeliveryStatusesDeps;
  readonly #known = new Map<number, DeliveryStatus>();
  readonly #asking = new Map<number, Promise<Result<DeliveryStatus>>>();

  constructor(deps: DeliveryStatusesDeps) {
    this.#deps = deps;
  }

  /** The status from the last check; `null` if there was none since Keypost started. */
  known(id: number): DeliveryStatus | null {
    return this.#known.get(id) ?? null;
  }

  /**
   * Uses only GET. Failures: `logNotReadable`; `notAsked` if WhatCounts can't be asked about the entry; `notRead` if the response can't be
   * used. After a failure, the last status stays available.
   */
  check(id: number): Promise<Result<DeliveryStatus>> {
    const asking = this.#asking.get(id) ?? this.#check(id).finally(() => this.#asking.delete(id));
    this.#asking.set(id, asking);
    return asking;
  }

  /** Opens a snapshot that the last check found. Failures: `noSuchSnapshot`, `notOpened`. */
  async openSnapshot(id: number, address: string): Promise<Result<null>> {
    const snapshot = this.known(id)?.snapshots.find((one) => one.address === address);
    if (snapshot === undefined) return fail('noSuchSnapshot', 'This snapshot is not known any more. Check again, then open it.');
    if (snapshot.refusal !== '') return fail('notOpened', snapshot.refusal);
    try {
      await this.#deps.openInBrowser(snapshot.address);
      return ok(null);
    } catch (error) {
      reportFailure('the browser could not be opened', error);
      return fail('notOpened', 'No browser could be opened on this computer. Copy the address and open it yourself.');
    }
  }

  async #check(id: number): Promise<Result<DeliveryStatus>> {
    const { log, transport, timeLimits, now } = this.#deps;
    const read = log.entry(id);
    if (!read.ok) return read;
    const entry = read.value;
    if (entry.state === 'sending' || entry.state === 'not sent') {
      return fail('notAsked', entry.state === 'sending' ? sendingText : notSentText);
    }
    const asked = await entryTarget(entry, this.#deps);
    if (!asked.ok) return asked;
    if (asked.value.kind !== 'target') return fail('notAsked', untargetedText(entry, asked.value));
    const { account, target } = asked.value;
    const pages = { transport, target, ...timeLimits() };
    const deliveryStatus = await askDeliveryStatus({ entry, pages, isPractice: account.builtIn, now: now() });
    if (deliveryStatus.ok) this.#keep(id, deliveryStatus.value);
    return deliveryStatus;
  }

  #keep(id: number, deliveryStatus: DeliveryStatus): void {
    this.#known.delete(id);
    this.#known.set(id, deliveryStatus);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKept && oldest !== undefined) this.#known.delete(oldest);
  }
}

function untargetedText(entry: EntryDetail, why: Exclude<EntryTarget, { kind: 'target' }>): string {
  switch (why.kind) {
    case 'unnamed':
      return unnamedText;
    case 'removed':
      return entryRemovedText(entry.accountName);
    case 'withoutSecret':
      return withoutSecretText(why.sentence);
    case 'moved':
      return accountMovedText(why.account.builtIn, why.account.name);
  }
}
