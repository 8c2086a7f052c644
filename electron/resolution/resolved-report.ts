/** Texts for an outcome that a person decided. */
import { textOf } from '../shared/i18n/text.ts';
import type { Resolve } from '../shared/domain/resolving.ts';

/** `status`: of the response; `null` if it isn't known. */
export function resolvedText(outcome: Resolve['outcome'], status: number | null): { hint: string; sentence: string } {
  return outcome === 'accepted'
    ? { hint: 'Marked as sent', sentence: textOf({ code: 'resolve.markedSent', params: { status } }) }
    : { hint: 'Marked as not sent', sentence: textOf({ code: 'resolve.markedNotSent', params: { status } }) };
}
