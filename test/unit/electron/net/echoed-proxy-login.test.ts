/** The login of a proxy is sent to the proxy only, but every response through it may contain that login. */
import { expect, test } from 'vitest';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { seeker } from '../echoes/echo-spellings.ts';
import { certificateFor, trust, trustsBundles } from './certificate.ts';
import { send, siteRespondingWith, timeoutMs } from './exchange.ts';
import { proxyTo } from './proxy.ts';

const password = 'pr\u00f6xy&Pass!77';
const login = Buffer.from(`ada:${password}`).toString('base64');
const forms = [password, encodeURIComponent(password), login, Buffer.from(password).toString('hex')];

const certificate = await certificateFor(['mail.acme.example']);
trust(certificate);

const stored = { user: 'ada', password };

/** `connect`: the proxy's response to CONNECT. `response`: the response of the site behind it. */
async function through(connect: string, response: string, { user, password } = stored) {
  const site = await siteRespondingWith(response, { certificate });
  const proxy = await proxyTo(site.port, connect);
  const transport = createNodeTransport(
    () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`),
    () => Promise.resolve({ ok: true, value: { user, password } }),
  );
  const limits = { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal };
  const result = await transport.exchange(send('https://mail.acme.example'), limits);
  expect(proxy.taken[0]?.bytes).toContain(`Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  const bodies = result.kind === 'response' ? [result.body] : [result.partial?.body, result.raw?.bytes];
  return { result, all: [JSON.stringify(result), ...bodies.map((body) => Buffer.from(body ?? []).toString('latin1'))].join('\n') };
}

test.skipIf(!trustsBundles).each(forms)('a login in a response through the proxy, as %j, is removed', async (form) => {
  const echo = Buffer.from(form).toString('latin1');
  const body = `you came with ${echo}`;
  const response = `HTTP/1.1 200 OK\r\nX-Echo: ${echo}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const { result, all } = await through('HTTP/1.1 200 OK\r\n\r\n', response);
  expect(result.kind).toBe('response');
  expect(all).toContain('you came with [credential removed]');
  expect(seeker([password])(all)).toEqual([]);
  expect(all).not.toContain(login.slice(6, 14));
});

test.skipIf(!trustsBundles)('a login without a password is removed in the form in which it was sent', async () => {
  const body = 'you came with YWRhOg==';
  const response = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const { all } = await through('HTTP/1.1 200 OK\r\n\r\n', response, { user: 'ada', password: '' });
  expect(all).toContain('you came with [credential removed]');
  expect(all).not.toContain('YWRhOg');
});

test.each(forms)('a login in a response of the proxy itself, as %j, is removed or never kept', async (form) => {
  const echo = Buffer.from(form).toString('latin1');
  for (const refusal of [
    `HTTP/1.1 407 ${echo}\r\nProxy-Authenticate: Basic realm="${echo}", ${echo}\r\nContent-Length: 0\r\n\r\n`,
    `HTTP/1.1 502 ${echo}\r\nX: ${echo}\r\nContent-Length: 0\r\n\r\n`,
    `${echo}\r\n\r\n`,
  ]) {
    const { result, all } = await through(refusal, '');
    expect(result).toMatchObject({ kind: 'failed', sent: 'no' });
    expect(seeker([password])(all)).toEqual([]);
  }
});
