/** Connections to hosts that a server named follow the host rule, with or without a proxy. */
import type { LookupFunction } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { notPublicCode, type HostRefusal, type HostRule } from '../../../../electron/net/host-rule.ts';
import { openConnection } from '../../../../electron/net/connection.ts';
import { noProxyLogin } from '../../../../electron/net/proxy-authentication.ts';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { proxyTo } from './proxy.ts';
import { wireServer } from './wire-server.ts';

const certificate = await certificateFor(['mail.acme.example']);
trust(certificate);

/** Resolves every name to this computer and refuses nothing, unless `changes` override that. */
function ruleWith(changes: Partial<HostRule> = {}): HostRule {
  const lookup: LookupFunction = (_, options, done) =>
    options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  return { isThisComputer: () => false, directRefusal: () => null, proxyRefusal: () => Promise.resolve(null), lookup, ...changes };
}

async function open(url: string, ways: string, rule: HostRule) {
  const socket = await openConnection(new URL(url), () => Promise.resolve(ways), new AbortController().signal, noProxyLogin, rule);
  onTestFinished(() => void socket.destroy());
  return socket;
}

const unreached = { reason: 'unreachable' };

test.each<HostRefusal>(['notPublic', 'localName'])('makes no direct connection if the rule refuses the host: %s', async (why) => {
  const site = await wireServer({ certificate });
  const rule = ruleWith({ directRefusal: () => why });
  for (const scheme of ['https', 'http']) {
    await expect(open(`${scheme}://mail.acme.example:${site.port}`, 'DIRECT', rule)).rejects.toMatchObject({
      ...unreached,
      problem: { code: `connection.${why}`, params: {} },
    });
  }
  expect(await site.opened()).toBe(0);
});

test('connects directly to the addresses that the rule resolves, and to none if one of them is refused', async () => {
  const site = await wireServer({ certificate });
  if (trustsBundles) await open(`https://mail.acme.example:${site.port}`, 'DIRECT', ruleWith());
  const reached = await site.opened();
  const lookup: LookupFunction = (_, __, done) => done(Object.assign(new Error('no'), { code: notPublicCode }), []);
  await expect(open(`https://mail.acme.example:${site.port}`, 'DIRECT', ruleWith({ lookup }))).rejects.toMatchObject({
    ...unreached,
    problem: { code: 'connection.notPublic', params: {} },
  });
  expect([reached, await site.opened()]).toEqual(trustsBundles ? [1, 1] : [0, 0]);
});

test.each<HostRefusal>(['notPublic', 'localName'])('uses no proxy for a host that the rule refuses: %s', async (why) => {
  const [proxy, other] = [await proxyTo(0), await proxyTo(0)];
  const refusesByProxy = vi.fn(() => Promise.resolve(why));
  const ways = `PROXY 127.0.0.1:${proxy.port}; PROXY 127.0.0.1:${other.port}`;
  await expect(open('https://mail.acme.example', ways, ruleWith({ proxyRefusal: refusesByProxy }))).rejects.toMatchObject({
    ...unreached,
    problem: { code: `connection.${why}`, params: {} },
  });
  expect(refusesByProxy.mock.calls).toEqual([['mail.acme.example']]);
  expect([await proxy.opened(), await other.opened()]).toEqual([0, 0]);
});

test.skipIf(!trustsBundles)('uses a proxy for a host that the rule allows', async () => {
  const site = await wireServer({ certificate });
  const proxy = await proxyTo(site.port);
  await open('https://mail.acme.example', `PROXY 127.0.0.1:${proxy.port}`, ruleWith());
  expect(await proxy.opened()).toBe(1);
});

test.skipIf(!trustsBundles)('connects to this computer without looking up a proxy', async () => {
  const site = await wireServer({ certificate });
  const isThisComputer = (host: string): boolean => host === 'mail.acme.example';
  const proxyFor = vi.fn(() => Promise.resolve('PROXY 127.0.0.1:1'));
  const url = new URL(`https://mail.acme.example:${site.port}`);
  const socket = await openConnection(url, proxyFor, new AbortController().signal, noProxyLogin, ruleWith({ isThisComputer }));
  socket.destroy();
  expect(proxyFor).not.toHaveBeenCalled();
  expect(await site.opened()).toBe(1);
});
