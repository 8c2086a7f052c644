/** How many milliseconds a job takes. */
export async function timed(job: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await job();
  return performance.now() - startedAt;
}

/** Each job once without counting, then all of them so many times over, one after the other. */
export async function timedAll(jobs: readonly (() => unknown)[], rounds: number): Promise<number[]> {
  for (const job of jobs) await job();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) for (const job of jobs) samples.push(await timed(job));
  return samples;
}
