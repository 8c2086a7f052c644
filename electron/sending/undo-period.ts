/** The undo period: the time in which a press can be undone, before anything is sent. */
import type { Flight } from './in-flight.ts';

/** Resolves with `undone` when the flight is cancelled, or with `over` after `ms` milliseconds or as soon as the person skips the rest. */
export function undoPeriod(ms: number, { signal, undoSkipped }: Pick<Flight, 'signal' | 'undoSkipped'>): Promise<'over' | 'undone'> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      undoSkipped.removeEventListener('abort', end);
      resolve(signal.aborted ? 'undone' : 'over');
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    undoSkipped.addEventListener('abort', end);
    if (signal.aborted || undoSkipped.aborted || ms <= 0) end();
  });
}
