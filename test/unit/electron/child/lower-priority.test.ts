import { readdirSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { expect, it, onTestFinished, vi } from 'vitest';
import { lowerPriority } from '../../../../electron/child/lower-priority.ts';

vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, setPriority: vi.fn(os.setPriority) };
});

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
  lowerPriority();
  const after = niceness();
  expect(after.get(process.pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  for (const [id, nice] of after) if (id !== process.pid) expect(nice).toBe(before.get(id) ?? 0);
  expect(after.size).toBeGreaterThan(1);
});

it.each(['linux', 'darwin', 'win32'])('lowers the priority on %s, for a separate process', (platform) => {
  vi.mocked(setPriority).mockReset();
  vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform);
  onTestFinished(() => void vi.restoreAllMocks());
  lowerPriority();
  expect(setPriority).toHaveBeenCalledExactlyOnceWith(0, constants.priority.PRIORITY_BELOW_NORMAL);
});

it('a process without the permission for it still works', () => {
  vi.mocked(setPriority).mockImplementationOnce(() => {
    throw new Error('EPERM');
  });
  expect(lowerPriority).not.toThrow();
});
