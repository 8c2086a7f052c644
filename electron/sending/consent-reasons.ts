/** What a person has to agree to before a message is sent. Decided in the main process, never in the page. */
import type { AccountView } from '../shared/domain/account.ts';
import type { EntrySummary } from '../shared/domain/entry.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import type { ConsentReason } from '../shared/domain/press.ts';
import { minuteMs, hourMs, dayMs } from '../shared/base/time-units.ts';

export interface ConsentFacts {
  account: Pick<AccountView, 'name' | 'kind' | 'reviewSends'>;
  message: Pick<CheckedMessage, 'customerKey' | 'respectOptout'>;
  /** The newest send of the same message within the duplicate period; `null` when there is none, or the check is off. */
  earlier: EntrySummary | null;
  /** Milliseconds since 1970. */
  now: number;
}

/** Empty when no consent is needed. The question about overriding an opt-out can't be turned off. */
export function consentReasons({ account, message, earlier, now }: ConsentFacts): ConsentReason[] {
  const reasons: ConsentReason[] = [];
  if (earlier !== null) reasons.push({ code: 'duplicate', sentence: duplicateText(earlier, now), earlier });
  if (account.kind === 'production' && account.reviewSends) {
    reasons.push({ code: 'production', sentence: `This is real mail: it goes out as ${account.name}.` });
  }
  if (!message.respectOptout) reasons.push(optOutOverride(message.customerKey));
  return reasons;
}

const optOutOverride = (customerKey: string): ConsentReason => ({
  code: 'optOutOverride',
  sentence: `This goes to ${customerKey} even if they opted out. Only for messages they need, such as an order confirmation.`,
});

function duplicateText(earlier: EntrySummary, now: number): string {
  const when = agoText(earlier.at, now);
  switch (earlier.state) {
    case 'accepted':
      return `You sent this ${when}, and it was accepted. Send it again?`;
    case 'sending':
      return `You sent this ${when}, and it has no outcome in the log yet. Send it again?`;
    case 'rejected':
      return `You sent this ${when}, and the server responded with ${earlier.status ?? 'no status'}: it may have been sent all the same. Send it again?`;
    default:
      return `You sent this ${when}, and its outcome is unknown: it may have been sent. Send it again?`;
  }
}

const units = [
  { ms: dayMs, from: 2 * dayMs, name: 'day' },
  { ms: hourMs, from: hourMs, name: 'hour' },
  { ms: minuteMs, from: minuteMs, name: 'minute' },
] as const;

/** "4 minutes ago", "1 hour ago", "3 days ago". A time in the future means that the clock was set back. */
function agoText(at: number, now: number): string {
  const ms = now - at;
  if (ms < 0) return 'recently';
  const unit = units.find(({ from }) => ms >= from);
  if (!unit) return 'less than a minute ago';
  const count = Math.floor(ms / unit.ms);
  return `${count} ${unit.name}${count === 1 ? '' : 's'} ago`;
}
