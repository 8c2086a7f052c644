/** Milliseconds that an action takes. */
export async function timed(action: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await action();
  return performance.now() - startedAt;
}

/** Runs each action once for warm-up, then all of them in turn, `rounds` times. */
export async function timedAll(actions: readonly (() => unknown)[], rounds: number): Promise<number[]> {
  for (const action of actions) await action();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) for (const action of actions) samples.push(await timed(action));
  return samples;
}
