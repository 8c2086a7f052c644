import { expect, test, vi } from 'vitest';
import type { ChildEvents, StartChild } from '../../../../electron/child/child.ts';
import { PublicNames } from '../../../../electron/preview/public-names.ts';
import { testChildren } from '../child/children-for-tests.ts';

test('a separate process checks names, several at once', async () => {
  const names = new PublicNames(testChildren().start);
  const asked = ['images.example.com', 'intranet.corp', 'co.uk', 'a.co.uk', 'wpad'];
  expect(await Promise.all(asked.map((name) => names.hasPublicSuffix(name)))).toEqual([true, false, false, true, false]);
});

/** A process that responds as the test decides. */
function fakeChild(): { start: StartChild; running: { events: ChildEvents; posted: unknown[]; killed: boolean }[] } {
  const running: { events: ChildEvents; posted: unknown[]; killed: boolean }[] = [];
  const start: StartChild = (_, events) => {
    const one = { events, posted: [] as unknown[], killed: false };
    running.push(one);
    return {
      pid: 1,
      post: (message) => one.posted.push(message),
      kill: () => {
        one.killed = true;
        return Promise.resolve();
      },
    };
  };
  return { start, running };
}

test('a name that could not be checked is not public: the process has ended, and the next check starts another', async () => {
  const { start, running } = fakeChild();
  const names = new PublicNames(start);
  const both = [names.hasPublicSuffix('a.com'), names.hasPublicSuffix('b.com')];
  running[0]?.events.onExit();
  expect(await Promise.all(both)).toEqual([false, false]);
  const next = names.hasPublicSuffix('a.com');
  running[1]?.events.onMessage({ id: 3, isPublic: true });
  expect([await next, running.length, running[0]?.posted]).toEqual([
    true,
    2,
    [
      { id: 1, name: 'a.com' },
      { id: 2, name: 'b.com' },
    ],
  ]);
});

test('the process ends after a while without checks, and not before all are done', async () => {
  vi.useFakeTimers();
  const { start, running } = fakeChild();
  const names = new PublicNames(start);
  const [first, second] = [names.hasPublicSuffix('a.com'), names.hasPublicSuffix('b.com')];
  running[0]?.events.onMessage({ id: 1, isPublic: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(running[0]?.killed).toBe(false);
  running[0]?.events.onMessage({ id: 2, isPublic: true });
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect([await first, await second, running[0]?.killed]).toEqual([true, true, true]);
});
