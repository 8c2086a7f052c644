/** The current time for displayed times: after midnight "14:02" becomes "Mon 14:02" even if nothing else happens. */
import { minuteMs } from '../../electron/shared/base/time-units.ts';

class Clock {
  now = $state(Date.now());

  /** Returns a function that stops the clock. */
  start(): () => void {
    this.now = Date.now();
    const timer = setInterval(() => (this.now = Date.now()), minuteMs);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
