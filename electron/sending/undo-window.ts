/** The seconds in which a press can be taken back, before anything leaves. */
import type { Flight } from './in-flight.ts';

/** `undone` when the flight was cancelled meanwhile; otherwise `over`, at the latest after `ms`, at once when hurried. */
export function undoWindow(ms: number, { signal, hurried }: Pick<Flight, 'signal' | 'hurried'>): Promise<'over' | 'undone'> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      hurried.removeEventListener('abort', end);
      resolve(signal.aborted ? 'undone' : 'over');
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    hurried.addEventListener('abort', end);
    if (signal.aborted || hurried.aborted || ms <= 0) end();
  });
}
