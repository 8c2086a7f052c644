/** The queue of the keychain's calls: one that fails in an unforeseen way costs nobody else's call. */
import { expect, it } from 'vitest';
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
      { ok: false, trouble: 'failed', uncertain: false },
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
  expect(await calls.run(get)).toEqual({ ok: false, trouble: 'failed', uncertain: true });
  service.facts = facts;
  expect(await calls.run(get)).toMatchObject({ ok: true });
});

it('a child that can not be started ahead keeps nobody from the keychain', async () => {
  const { calls, children } = queue();
  children.throwsAt = 'start';
  calls.warmUp();
  expect(await calls.run(get)).toMatchObject({ ok: true });
});
