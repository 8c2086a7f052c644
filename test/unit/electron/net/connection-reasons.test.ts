/** The reasons of failed connections by the system's error codes, most of which can't be produced on demand. */
import type * as net from 'node:net';
import { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { openConnection, type ProxyFor } from '../../../../electron/net/connection.ts';

const next = vi.hoisted(() => ({ error: undefined as Error | undefined, asked: [] as net.TcpNetConnectOpts[] }));

vi.mock('node:net', async (actual) => ({
  ...(await actual<typeof net>()),
  connect: (options: net.TcpNetConnectOpts) => {
    next.asked.push(options);
    const socket = new Socket();
    setImmediate(() => socket.destroy(next.error));
    return socket;
  },
}));

/** `code`: the system's error code; `null` if the other side just closes. */
function refusal(url: string, code: string | null, proxyFor: ProxyFor = () => Promise.resolve('DIRECT')): Promise<unknown> {
  next.error = code === null ? undefined : Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' });
  next.asked.length = 0;
  return openConnection(new URL(url), proxyFor, new AbortController().signal).catch((error: unknown) => error);
}

test.each([
  ['ENOTFOUND', 'dns', 'nameNotFound'],
  ['EAI_NODATA', 'dns', 'nameNotFound'],
  ['EAI_AGAIN', 'dns', 'noNameServer'],
  ['EAI_FAIL', 'dns', 'noNameServer'],
  ['ECONNREFUSED', 'refused', 'refused'],
  ['ETIMEDOUT', 'connectTimeout', 'unreachable'],
  ['ECONNRESET', 'unreachable', 'closed'],
  ['EACCES', 'unreachable', 'blocked'],
  ['EPERM', 'unreachable', 'blocked'],
  ['EHOSTUNREACH', 'unreachable', 'unreachable'],
  [null, 'unreachable', 'closed'],
])('%s is %s: %s', async (code, reason, problem) => {
  expect(await refusal('https://mail.acme.example', code)).toMatchObject({
    reason,
    problem: { code: `connection.${problem}`, params: {} },
    message: code === null ? '' : `connect ${code}`,
    tryNextRoute: true,
  });
});

test.each([
  ['https://mail.acme.example', { host: 'mail.acme.example', port: 443 }],
  ['https://mail.acme.example:8443', { host: 'mail.acme.example', port: 8443 }],
  ['http://127.0.0.1', { host: '127.0.0.1', port: 80 }],
  ['http://[::1]:4000', { host: '::1', port: 4000 }],
])('%s is opened at %o, with all of its addresses', async (url, where) => {
  await refusal(url, 'ECONNREFUSED');
  expect(next.asked).toEqual([{ ...where, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2000 }]);
});

test.each([
  ['PROXY \t  proxy.example', { host: 'proxy.example', port: 80 }, 'proxy.example:80'],
  ['PROXY proxy.example', { host: 'proxy.example', port: 80 }, 'proxy.example:80'],
  ['HTTPS proxy.example', { host: 'proxy.example', port: 443 }, 'proxy.example:443'],
  ['PROXY [2001:db8::1]:3128', { host: '2001:db8::1', port: 3128 }, '[2001:db8::1]:3128'],
])('%s is opened at %o', async (way, where, proxy) => {
  const failure = await refusal('https://mail.acme.example', 'ECONNREFUSED', () => Promise.resolve(way));
  expect(next.asked).toEqual([where]);
  expect(failure).toMatchObject({ reason: 'proxy', problem: { code: 'connection.proxyRefused', params: { proxy } } });
});

test('a proxy without an address is skipped', async () => {
  await refusal('https://mail.acme.example', 'ECONNREFUSED', () => Promise.resolve('PROXY :8080; DIRECT'));
  expect(next.asked).toMatchObject([{ host: 'mail.acme.example', port: 443 }]);
});
