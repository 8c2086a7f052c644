import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimedLane } from '../../../../electron/accounts/timed-lane.ts';
import { Deferred } from './deferred.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything that is ready go on, without any time passing. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('TimedLane', () => {
  it('gives what a job gives', async () => {
    const lane = new TimedLane(1000);
    expect(await lane.run(() => Promise.resolve(7))).toEqual({ kind: 'done', value: 7 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives what a job throws, at once or later', async () => {
    const lane = new TimedLane(1000);
    const error = new Error('no');
    expect(await lane.run(() => Promise.reject(error))).toEqual({ kind: 'threw', error });
    const thrower = (): Promise<never> => {
      throw error;
    };
    expect(await lane.run(thrower)).toEqual({ kind: 'threw', error });
    expect(await lane.run(() => Promise.resolve('after'))).toEqual({ kind: 'done', value: 'after' });
  });

  it('runs one job at a time, in the order of asking', async () => {
    const lane = new TimedLane(1000);
    const jobs = [new Deferred<string>(), new Deferred<string>(), new Deferred<string>()];
    const begun: number[] = [];
    const runs = jobs.map((job, index) =>
      lane.run(() => {
        begun.push(index);
        return job.promise;
      }),
    );
    for (const [index, job] of jobs.entries()) {
      await settle();
      expect(begun).toEqual([0, 1, 2].slice(0, index + 1));
      job.resolve(`job ${index}`);
    }
    expect(await Promise.all(runs)).toEqual([0, 1, 2].map((index) => ({ kind: 'done', value: `job ${index}` })));
  });

  it('waits just so long, and not a millisecond longer', async () => {
    const lane = new TimedLane(1000);
    let ended: unknown = null;
    void lane
      .run(() => new Promise(() => undefined))
      .then((timed) => {
        ended = timed;
      });
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toEqual({ kind: 'slow' });
  });

  it('never begins a job that waited too long', async () => {
    const lane = new TimedLane(1000);
    const first = new Deferred<null>();
    const second = vi.fn(() => Promise.resolve(null));
    const runs = [lane.run(() => first.promise), lane.run(second)];
    await vi.advanceTimersByTimeAsync(1000);
    first.resolve(null);
    expect(await Promise.all(runs)).toEqual([{ kind: 'slow' }, { kind: 'slow' }]);
    await settle();
    expect(second).not.toHaveBeenCalled();
    expect(await lane.run(() => Promise.resolve('later'))).toEqual({ kind: 'done', value: 'later' });
  });

  it('takes back what succeeds too late, before any later job', async () => {
    const lane = new TimedLane(1000);
    const steps: string[] = [];
    const late = new Deferred<null>();
    const takingBack = new Deferred<null>();
    const run = lane.run(
      () => late.promise,
      () => {
        steps.push('taking back');
        return takingBack.promise;
      },
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(await run).toEqual({ kind: 'slow' });
    expect(steps).toEqual([]);
    const next = lane.run(() => {
      steps.push('next job');
      return Promise.resolve(null);
    });
    late.resolve(null);
    await settle();
    expect(steps).toEqual(['taking back']);
    takingBack.resolve(null);
    await next;
    expect(steps).toEqual(['taking back', 'next job']);
  });

  it('takes nothing back that was in time, or that failed late', async () => {
    const lane = new TimedLane(1000);
    const takeBack = vi.fn(() => Promise.resolve(null));
    await lane.run(() => Promise.resolve(1), takeBack);
    const late = new Deferred<null>();
    const run = lane.run(() => late.promise, takeBack);
    await vi.advanceTimersByTimeAsync(1000);
    late.reject(new Error('late'));
    expect(await run).toEqual({ kind: 'slow' });
    await settle();
    expect(takeBack).not.toHaveBeenCalled();
  });

  it('goes on after a taking back that failed', async () => {
    const lane = new TimedLane(1000);
    const late = new Deferred<null>();
    const run = lane.run(
      () => late.promise,
      () => Promise.reject(new Error('cannot')),
    );
    await vi.advanceTimersByTimeAsync(1000);
    await run;
    late.resolve(null);
    expect(await lane.run(() => Promise.resolve('next'))).toEqual({ kind: 'done', value: 'next' });
  });
});
