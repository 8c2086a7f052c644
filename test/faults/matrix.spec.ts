/** The fault matrix: every fault through the real app and its real transport, checked against what was on the wire. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, launch, test, type Keypost } from '../e2e/keypost.ts';
import { makeCertificates, type Certificates } from './certificates.ts';
import { faults, fixedProxyFaults, type Fault } from './faults.ts';
import { fillBacklog, type FullBacklog } from './full-backlog.ts';
import { pacSwitch } from './pac.ts';
import { Proxy } from './proxy.ts';
import { call, listenToPhases, playFault, type Played, type World } from './run-fault.ts';

const played = new Map<string, Played | Error>();
const started: Keypost[] = [];
let folder: string;
let certificates: Certificates;
let backlog: FullBacklog;
let fixedProxy: Proxy;

/** Faults that run at the same time. More would overload the computer and cause timeouts. */
const atOnce = 20;
/** The most milliseconds for one fault: far more than all of its timeouts, for a busy computer. */
const longestPlayMs = 90_000;
/** Milliseconds after the last fault in which an automatic retry would be seen. */
const quietMs = 1000;

/** All faults run here at the same time, so that their timeouts overlap; the tests below only check the results. */
test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'keypost-faults-'));
  [certificates, backlog, fixedProxy] = await Promise.all([makeCertificates(folder), fillBacklog(), Proxy.start({ does: 'tunnel' })]);
  const [own, fixed] = await Promise.all([start('own', pacSwitch), start('fixed', `--proxy-server=${fixedProxy.address}`)]);
  await Promise.all([
    inTurns(faults, (fault) => play(fault, own)),
    inTurns(fixedProxyFaults, (fault) => play(fault, { ...fixed, fixedProxy })),
  ]);
  await pause(quietMs);
});

test.afterAll(async () => {
  await Promise.all(started.map(stop));
  for (const one of played.values()) if (!(one instanceof Error)) await one.close();
  await Promise.all([backlog.close(), fixedProxy.close()]);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

for (const fault of [...faults, ...fixedProxyFaults]) {
  test(fault.name, () => {
    const one = played.get(fault.name);
    if (!one || one instanceof Error) throw one ?? new Error('the fault was not run');
    const { pressed, site, other, proxy } = one;
    test.info().annotations.push({ type: 'wire', description: JSON.stringify(rowOf(one)) });

    expect(pressed.map(({ entry: { state, cause } }) => ({ outcome: state, cause }))).toEqual(
      fault.expected.map(({ outcome, cause }) => ({ outcome, cause })),
    );
    expect(foreignRequests(one), 'requests that belong elsewhere').toEqual([]);
    expect(site.posts, 'POST requests on the wire').toBe(fault.expected.reduce((sum, { posts }) => sum + posts, 0));
    expect(site.posts).toBeLessThanOrEqual(pressed.length);
    expect(site.requests, 'nothing but POSTs').toHaveLength(site.posts);
    expect(site.received.length, 'connections').toBeLessThanOrEqual(pressed.length);

    expect(new Set(pressed.map(({ entry }) => entry.id)).size, 'entries in the log').toBe(pressed.length);
    for (const [index, { entry, logged, left }] of pressed.entries()) {
      expect(logged).toEqual(entry);
      const { body, truncated, sentence } = fault.expected[index] ?? {};
      if (sentence !== undefined) expect(entry.sentence).toContain(sentence);
      // TLS 1.3 lets a request leave before the server has refused the connection.
      if (!refusedLate(fault)) expect(left, 'reports that the request may have left').toBe(entry.state === 'not sent' ? 0 : 1);
      if (body !== undefined) expect(entry.responseBody?.text).toBe(body);
      if (truncated !== undefined) expect(entry.responseBody?.truncated).toBe(truncated);
    }
    if (pressed.every(({ entry }) => entry.state === 'not sent')) expect(site.received.join(''), 'bytes of a request').toBe('');

    expect(site.headers('Cookie')).toBe(0);
    expect(site.headers('Proxy-Authorization')).toBe(0);
    expect(other.received, 'received by another host').toEqual([]);
    expect(proxy?.headers('Authorization') ?? [], 'Authorization at the proxy').toEqual([]);
    if (fault.site.at === 'proxy' && typeof fault.site.proxy !== 'string') expect(proxy?.received).toHaveLength(pressed.length);
  });
}

const refusedLate = ({ site }: Fault): boolean => site.at === 'https' && site.clientCertificate === 'TLSv1.3';

async function play(fault: Fault, world: World): Promise<void> {
  try {
    const tooLong = pause(longestPlayMs, undefined, { ref: false }).then(() => {
      throw new Error('the fault was still running when all should have finished');
    });
    played.set(fault.name, await Promise.race([playFault(fault, world), tooLong]));
  } catch (error) {
    // Only the test of this fault fails with it.
    played.set(fault.name, error instanceof Error ? error : new Error(String(error)));
  }
}

async function inTurns<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    // Starts with the last ones, which take longest.
    for (let item = left.pop(); item !== undefined; item = left.pop()) await action(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const foreignRequests = ({ site, path }: Played): string[] =>
  site.requests.filter((request) => !`POST ${path}`.startsWith(request.slice(0, `POST ${path}`.length)));

/** What the table of `npm run faults` shows. */
function rowOf({ pressed, site }: Played): { posts: number; presses: number; outcome: string; cause: string } {
  const last = pressed.at(-1)?.entry;
  const counts = new Map<string, number>();
  for (const { entry } of pressed) counts.set(entry.state, (counts.get(entry.state) ?? 0) + 1);
  const outcome = [...counts].map(([state, count]) => (pressed.length === 1 ? state : `${count} ${state}`)).join(', ');
  return { posts: site.posts, presses: pressed.length, outcome, cause: last?.cause ?? '' };
}

async function start(name: string, proxySwitch: string): Promise<World> {
  const env = { SSL_CERT_FILE: certificates.authorityFile };
  const keypost = await launch(join(folder, name), { env, switches: [proxySwitch] });
  started.push(keypost);
  const { page } = keypost;
  await call(page, 'settings.save', { timeoutSeconds: 5, connectTimeoutSeconds: 4, duplicateHours: 0, undoSeconds: 0 });
  return { page, phases: await listenToPhases(page), certificates, backlog };
}

/** Kills Keypost if it doesn't close, because it asks a question while a send is under way. */
async function stop({ app }: Keypost): Promise<void> {
  const late = pause(10_000, 'late', { ref: false });
  if ((await Promise.race([app.close(), late])) === 'late') app.process().kill('SIGKILL');
}
