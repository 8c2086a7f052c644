/** The queue of keychain calls: an unexpected failure of one call does not affect the others. */
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
  'a child whose %s throws fails one call, which was certainly not made, and the next one works',
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

it('a check of the service that throws fails one call, and the next one works', async () => {
  const { calls, children, service } = queue();
  children.withoutSession.add(1);
  const facts = service.facts.bind(service);
  service.facts = () => Promise.reject(new Error('no look'));
  expect(await calls.run(get)).toEqual({ ok: false, problem: 'failed', uncertain: true });
  service.facts = facts;
  expect(await calls.run(get)).toMatchObject({ ok: true });
});

it('a child that cannot be started in advance does not block later calls', async () => {
  const { calls, children } = queue();
  children.throwsAt = 'start';
  calls.warmUp();
  expect(await calls.run(get)).toMatchObject({ ok: true });
});

describe('a call in the background', () => {
  const background = { isBackground: true };
  const of = (name: string) => ({ ...get, name });

  it('waits for every other call, even for later ones', async () => {
    const { calls, children } = queue();
    const all = [calls.run(of('first')), calls.run(of('key'), background), calls.run(of('stamp'), background), calls.run(of('secret'))];
    await Promise.all(all);
    expect(children.keytar.calls).toEqual(['first', 'secret', 'key', 'stamp'].map((name) => `getPassword Keypost/${name}`));
  });

  it('that waits for a prompt is cancelled as soon as another call needs the keychain', async () => {
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

  it('that is running and ends by itself is not cancelled', async () => {
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

  it('that fails also fails the other background calls, but no foreground call', async () => {
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
