/** Does a job the first time it is asked for, and nothing from then on. */
export function once(job: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    job();
  };
}
