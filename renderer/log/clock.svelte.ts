/** The time by which rows are worded: "14:02" becomes "Mon 14:02" after midnight although nothing else happened. */

class Clock {
  now = $state(Date.now());

  /** Returns the way to stop. */
  start(): () => void {
    this.now = Date.now();
    const timer = setInterval(() => (this.now = Date.now()), 60_000);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
