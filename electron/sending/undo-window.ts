/** The seconds in which a press can be taken back, before anything leaves. */
import type { Flight } from './in-flight.ts';

/** `undone` when the flight was cancelled meanwhile; otherwise `over`, at the latest after `ms`, at once when hurried. */
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
