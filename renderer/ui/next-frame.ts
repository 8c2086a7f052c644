/** For what need not be in the next frame: that one is drawn first, because work for both at once takes it longer. */

/** Nothing is drawn of a window that nobody sees: it is not waited for longer than this. */
const patienceMs = 100;

/** Resolves when the next frame is drawn. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}

/** Does the job when the next frame is drawn. Returns the way not to do it after all. */
export function afterNextFrame(job: () => void): () => void {
  let wanted = true;
  void nextFrame().then(() => {
    if (wanted) job();
  });
  return () => (wanted = false);
}
