import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { giveWay } from '../../../../electron/log/give-way.ts';

/** The niceness of every thread of this process, by its id: the nineteenth field of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const niceness = () =>
  new Map(
    readdirSync('/proc/self/task').map((id) => {
      const behindName = readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ').at(-1) ?? '';
      return [Number(id), Number(behindName.split(' ')[16])];
    }),
  );

it.runIf(process.platform === 'linux')('lets others have a processor before the thread that calls it, and no other thread', () => {
  const before = niceness();
  giveWay();
  const after = niceness();
  expect(after.get(process.pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  for (const [id, nice] of after) if (id !== process.pid) expect(nice).toBe(before.get(id) ?? 0);
  expect(after.size).toBeGreaterThan(1);
});
