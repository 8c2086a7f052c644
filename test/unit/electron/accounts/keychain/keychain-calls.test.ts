/** The queue of the keychain's calls: one that fails in an unforeseen way costs nobody else's call. */
import { describe, expect, it } from 'vitest';
import { KeychainCalls } from '../../../../../electron/accounts/keychain/keychain-calls.ts';
import { FakeChildren } from './fake-child.ts';
import { FakeService } from './fake-service.ts';
import { entry } from './vault-bench.ts';

const get = { op: 'get', service: 'Keypost', name: 'a' } as const;

function queue() {
  const children = new FakeChildren();
  const service = new FakeService();
  children.keytar.entries.set(entry, 'battery staple');
  const patience = { quickMs: 5000, promptMs: 60_000 };
  const calls = new KeychainCalls({ startChild: children.start, service, patience, lookEveryMs: 1000 });
  return { calls, children, service };
}

it.each(['start', 'post'] as const)(
  'a child whose %s throws fails one call, which was surely not made, and the next works',
  async (place) => {
    const { calls, children } = queue();
    children.throwsAt = place;
    const results = await Promise.all([calls.run(get), calls.run(get)]);
    expect(results).toEqual([
      { ok: false, problem: 'failed', uncertain: false },
      { ok: true, value: 'battery staple' },
    ]);
    expect(await calls.run(get)).toMatchObject({ ok: true });
  },
);

it('a look at the service that throws fails one call, and the next works', async () => {
  const { calls, children, service } = queue();
  children.withoutSession.add(1);
  const facts = service.facts.bind(service);
  service.facts = () => Promise.reject(new Error('no look'));
  expect(await calls.run(get)).toEqual({ ok: false, problem: 'failed', uncertain: true });
  service.facts = facts;
  expect(await calls.run(get)).toMatchObject({ ok: true });
});

it('a child that can not be started ahead keeps nobody from the keychain', async () => {
  const { calls, children } = queue();
  children.throwsAt = 'start';
  calls.warmUp();
  expect(await calls.run(get)).toMatchObject({ ok: true });
});

describe('a call in the background', () => {
  const background = { isBackground: true };
  const of = (name: string) => ({ ...get, name });

  it('lets every other call go first, also one that comes later', async () => {
    const { calls, children } = queue();
    const all = [calls.run(of('first')), calls.run(of('key'), background), calls.run(of('stamp'), background), calls.run(of('secret'))];
    await Promise.all(all);
    expect(children.keytar.calls).toEqual(['first', 'secret', 'key', 'stamp'].map((name) => `getPassword Keypost/${name}`));
  });

  it('that waits for a prompt is given up as soon as somebody needs the keychain', async () => {
    const { calls, children } = queue();
    children.keytar.hold('getPassword');
    const key = calls.run(of('key'), background);
    const secret = calls.run(get);
    const startedAt = performance.now();
    expect(await secret).toEqual({ ok: true, value: 'battery staple' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(await key).toMatchObject({ ok: false, uncertain: true });
    expect(children.killed).toBe(1);
  });

  it('that is under way and ends by itself is not given up', async () => {
    const { calls, children } = queue();
    const release = children.keytar.hold('getPassword');
    const key = calls.run(get, background);
    const secret = calls.run(get);
    setTimeout(release, 20);
    expect(await Promise.all([key, secret])).toMatchObject([{ ok: true }, { ok: true }]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await calls.run(get)).toMatchObject({ ok: true });
    expect(children.killed).toBe(0);
  });

  it('that fails fails those in the background with it, and nobody who waits for their own', async () => {
    const { calls, children } = queue();
    children.loadProblem = 'notLoaded';
    const key = calls.run(of('key'), background);
    const stamp = calls.run(of('stamp'), background);
    const secret = calls.run(get);
    children.loadProblem = null;
    const failed = { ok: false, problem: 'notLoaded', uncertain: false };
    expect(await Promise.all([key, stamp, secret])).toEqual([failed, failed, { ok: true, value: 'battery staple' }]);
  });
});
