/** The time by which rows are worded: "14:02" becomes "Mon 14:02" after midnight although nothing else happened. */
import { minuteMs } from '../../electron/shared/base/time-units.ts';

class Clock {
  now = $state(Date.now());

  /** Returns the way to stop. */
  start(): () => void {
    this.now = Date.now();
    const timer = setInterval(() => (this.now = Date.now()), minuteMs);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
