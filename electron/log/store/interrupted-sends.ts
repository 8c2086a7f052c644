/** At start: nobody can know any more what came of a send that was under way when Keypost stopped. */
import { unknownOutcomeText } from '../../shared/domain/unknown-outcome-text.ts';
import type { Result } from '../../shared/domain/result.ts';

/** Settles them as unknown and says so, or why that could not be written. How many they were; `null` where it failed. `now` in milliseconds since 1970. */
export function storeInterrupted(
  log: { storeInterrupted(at: number, hint: string, sentence: string): Result<number> },
  now: number,
  notice: (sentence: string) => void,
): number | null {
  const { hint, sentence } = unknownOutcomeText('appStopped', false, 0);
  const stored = log.storeInterrupted(now, hint, sentence);
  if (!stored.ok) notice(stored.error.sentence);
  else if (stored.value > 0) notice(interrupted(stored.value));
  return stored.ok ? stored.value : null;
}

const interrupted = (count: number): string =>
  count === 1
    ? 'One send was under way when Keypost stopped. Its outcome is unknown: look in the log before you send it again.'
    : `${count} sends were under way when Keypost stopped. Their outcomes are unknown: look in the log before you send them again.`;
