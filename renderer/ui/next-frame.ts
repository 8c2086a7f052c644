/** For work that isn't needed in the next frame: that frame is drawn first, because doing both at once would delay it. */

/** Milliseconds. A hidden window draws no frames: don't wait longer than this. */
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

/** Runs the function after the next frame. Returns a function that cancels it. */
export function afterNextFrame(job: () => void): () => void {
  let wanted = true;
  void nextFrame().then(() => {
    if (wanted) job();
  });
  return () => (wanted = false);
}
