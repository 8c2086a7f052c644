/** Runs one fault in the real app: saves an account for it, presses Send for each expected outcome, and returns the recorders. */
import { setTimeout as pause } from 'node:timers/promises';
import type { JSHandle, Page } from '@playwright/test';
import type { Bridge, CommandName, EntryDetail, Envelope, Input, Message, Output } from '../../electron/shared/ipc/contract.ts';
import type { Certificates } from './certificates.ts';
import type { Fault } from './faults.ts';
import type { FullBacklog } from './full-backlog.ts';
import { closedPort, loopback } from './loopback.ts';
import { Proxy } from './proxy.ts';
import { RequestRecorder, type Act } from './request-recorder.ts';

/** What all faults share. */
export interface World {
  page: Page;
  phases: Phases;
  certificates: Certificates;
  backlog: FullBacklog;
  /** The one proxy of this start, which replaces the fault's own. */
  fixedProxy?: Proxy;
}

export interface Pressed {
  /** The entry that the press returned. */
  entry: EntryDetail;
  /** The entry in the log. */
  logged: EntryDetail;
  /** How often the page was notified that the request may have left. */
  left: number;
}

export interface Played {
  /** The beginning of the path of each request of this fault, and of no other. */
  path: string;
  pressed: readonly Pressed[];
  /** To be read only after a quiet period, so that late requests are counted. */
  site: RequestRecorder;
  /** Stands for any other host that could have received something. */
  other: RequestRecorder;
  proxy: Proxy | null;
  close: () => Promise<void>;
}

export async function playFault(fault: Fault, world: World): Promise<Played> {
  const other = await RequestRecorder.start({ acts: [{ reads: 'whole', then: 'close' }] });
  const site = await siteOf(fault, world, `http://${other.address}`);
  const proxy = await proxyOf(fault, world);
  const accountId = await saveAccount(world.page, fault.name, urlOf(fault, world, site, proxy));
  const pressed: Pressed[] = [];
  // The list is named for the port, so that even half a request can be assigned to its fault.
  const list = `f${site.port}`;
  for (const [index] of fault.expected.entries()) {
    pressed.push(await press(world, { accountId, list, customerKey: `ck${index}` }, fault.cancel));
  }
  const close = async (): Promise<void> => {
    await Promise.all([site.close(), other.close(), world.fixedProxy ? null : proxy?.close()]);
  };
  return { path: `/rest/msg/sendWithCustomerKey/${list}/`, pressed, site, other, proxy, close };
}

function siteOf({ site, acts }: Fault, { certificates }: World, other: string): Promise<RequestRecorder> {
  const ownActs = acts.map((act) => withOtherUrl(act, other));
  if (site.at === 'proxy') return RequestRecorder.start({ acts: ownActs, certificate: certificates.good });
  if (site.at !== 'https') return RequestRecorder.start({ acts: ownActs });
  const { certificate = 'good', handshake, protocols, clientCertificate } = site;
  return RequestRecorder.start({
    acts: ownActs,
    certificate: certificates[certificate],
    ...(handshake && { handshake }),
    ...(protocols && { protocols }),
    ...(clientCertificate && { clientCertificate }),
  });
}

function withOtherUrl(act: Act, other: string): Act {
  if (!act.writes) return act;
  return { ...act, writes: act.writes.map((piece) => (typeof piece === 'string' ? piece.replace('{other}', other) : piece)) };
}

async function proxyOf({ site }: Fault, { fixedProxy }: World): Promise<Proxy | null> {
  if (site.at !== 'proxy' || typeof site.proxy === 'string') return null;
  return fixedProxy ?? Proxy.start(site.proxy);
}

/** Hosts below `proxy.test` name the port of their proxy; see pac.ts. */
function urlOf({ site }: Fault, { backlog }: World, server: RequestRecorder, proxy: Proxy | null): string {
  switch (site.at) {
    case 'http':
      return `http://${server.address}`;
    case 'https':
      return `https://${server.address}`;
    case 'proxy':
      return `https://${proxy ? `p${proxy.port}` : `${site.proxy === 'socks' ? 'socks' : 'gone'}${closedPort}`}.proxy.test:${server.port}`;
    case 'closedPort':
      return `http://${loopback}:${closedPort}`;
    case 'fullBacklog':
      return `http://${loopback}:${backlog.port}`;
    case 'noSuchName':
      // A label this long is invalid, so no name server is queried.
      return `https://${'n'.repeat(64)}.test`;
  }
}

interface UntypedBridge {
  call: (command: string, input: unknown) => Promise<string>;
}

/** One call over the bridge; a failure there is a failure of the test. */
export async function call<C extends CommandName>(page: Page, command: C, input: Input<C>): Promise<Output<C>> {
  const result = await page.evaluate(([name, value]) => (window as unknown as { keypost: UntypedBridge }).keypost.call(name, value), [
    command,
    input as unknown,
  ] as const);
  const envelope = JSON.parse(result) as Envelope<Output<C>>;
  if (!envelope.ok) throw new Error(`${command}: ${JSON.stringify(envelope.error)}`);
  return envelope.value;
}

async function saveAccount(page: Page, name: string, siteUrl: string): Promise<string> {
  const secret = { realm: 'acme', password: 'correct horse', clientName: '', clientKey: '', keepInMemory: true };
  const saved = await call(page, 'accounts.save', { id: null, name, kind: 'test', siteUrl, reviewSends: true, ...secret });
  return saved.id;
}

type Names = Pick<Message, 'accountId' | 'list' | 'customerKey'>;

async function press({ page, phases }: World, names: Names, cancel: Fault['cancel']): Promise<Pressed> {
  const rest = {
    command: 'customerKey',
    email: '',
    firstName: '',
    subject: '',
    body: '',
    format: 2,
    campaignName: '',
    respectOptout: true,
    snapshot: false,
    presetId: null,
  } as const;
  const message: Message = { ...names, template: 'Shipping delay', ...rest };
  const pressId = crypto.randomUUID();
  const pressing = call(page, 'send.press', { pressId, message, consent: null });
  if (cancel) {
    while (!(await phasesOf(phases, pressId)).includes(cancel)) await pause(20);
    // A request that has left needs a moment to arrive.
    await pause(200);
    await call(page, 'send.cancel', { pressId });
  }
  const result = await pressing;
  if (result.kind !== 'finished') throw new Error(`the press was not finished but ${result.kind}`);
  const logged = await call(page, 'log.entry', { id: result.entry.id });
  const left = (await phasesOf(phases, pressId)).filter((phase) => phase === 'left').length;
  return { entry: result.entry, logged, left };
}

/** The phases of every press, by its id, as the page was notified of them. */
export type Phases = JSHandle<Record<string, string[]>>;

/** Records the phases from here on. */
export function listenToPhases(page: Page): Promise<Phases> {
  return page.evaluateHandle(() => {
    const phases: Record<string, string[]> = {};
    (window as unknown as { keypost: Bridge }).keypost.on('sendPhase', ({ pressId, phase }) => {
      (phases[pressId] ??= []).push(phase);
    });
    return phases;
  });
}

const phasesOf = (phases: Phases, pressId: string): Promise<string[]> => phases.evaluate((all, id) => all[id] ?? [], pressId);
