/** At start: sends that were under way when Keypost stopped become unknown, because nothing can tell how they ended. */
import { unknownOutcomeText } from '../../shared/domain/unknown-outcome-text.ts';
import type { Result } from '../../shared/domain/result.ts';

/**
 * Stores them as unknown and shows a notice with their number, or with the reason why they couldn't be stored. Returns how many there were;
 * `null` where it failed. `now` is in milliseconds since 1970.
 */
export function storeInterrupted(
  log: { storeInterrupted(at: number, hint: string, sentence: string): Result<number> },
  now: number,
  notice: (text: string) => void,
): number | null {
  const { hint, sentence } = unknownOutcomeText('appStopped', false, 0);
  const stored = log.storeInterrupted(now, hint, sentence);
  if (!stored.ok) notice(stored.error.sentence);
  else if (stored.value > 0) notice(interruptedText(stored.value));
  return stored.ok ? stored.value : null;
}

const interruptedText = (count: number): string =>
  count === 1
    ? 'One send was under way when Keypost stopped. Its outcome is unknown: look in the log before you send it again.'
    : `${count} sends were under way when Keypost stopped. Their outcomes are unknown: look in the log before you send them again.`;
