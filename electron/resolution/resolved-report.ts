/** The outcome that a person gave, in words. Pure. */
import { textOf } from '../shared/i18n/text.ts';
import type { Resolve } from '../shared/domain/resolving.ts';

/** `status`: of the response that came; `null` where that isn't known. */
export function resolvedText(outcome: Resolve['outcome'], status: number | null): { hint: string; sentence: string } {
  return outcome === 'accepted'
    ? { hint: 'Marked as sent', sentence: textOf({ code: 'resolve.markedSent', params: { status } }) }
    : { hint: 'Marked as not sent', sentence: textOf({ code: 'resolve.markedNotSent', params: { status } }) };
}
