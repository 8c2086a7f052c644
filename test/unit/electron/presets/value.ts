import type { Result } from '../../../../electron/shared/domain/result.ts';

/** The value of what succeeded; throws what was said of what failed. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}
