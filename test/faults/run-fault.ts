/** Plays one fault through the real app: an account of its own, its presses one after the other, and what the referees saw. */
import { setTimeout as pause } from 'node:timers/promises';
import type { JSHandle, Page } from '@playwright/test';
import type { Bridge, CommandName, EntryDetail, Envelope, Input, Message, Output } from '../../electron/shared/ipc/contract.ts';
import type { Certificates } from './certificates.ts';
import type { Fault } from './faults.ts';
import type { FullBacklog } from './full-backlog.ts';
import { closedPort, loopback } from './loopback.ts';
import { Proxy } from './proxy.ts';
import { Referee, type Act } from './referee.ts';

/** What a fault needs of the world. */
export interface World {
  page: Page;
  phases: Phases;
  certificates: Certificates;
  backlog: FullBacklog;
  /** The one proxy of this start, in place of the fault's own. */
  fixedProxy?: Proxy;
}

export interface Pressed {
  /** As the press gave it back. */
  entry: EntryDetail;
  /** As the log has it. */
  logged: EntryDetail;
  /** How often the page was told that the request may have left. */
  left: number;
}

export interface Played {
  /** What the path of every request of this fault begins with; no other fault's does. */
  path: string;
  pressed: readonly Pressed[];
  /** Read only after everything has been quiet for a while. */
  site: Referee;
  /** Any other host that could have seen something. */
  other: Referee;
  proxy: Proxy | null;
  close: () => Promise<void>;
}

export async function playFault(fault: Fault, world: World): Promise<Played> {
  const other = await Referee.start({ acts: [{ reads: 'whole', then: 'close' }] });
  const site = await siteOf(fault, world, `http://${other.address}`);
  const proxy = await proxyOf(fault, world);
  const accountId = await saveAccount(world.page, fault.name, urlOf(fault, world, site, proxy));
  const pressed: Pressed[] = [];
  // The port in the name of the list tells whose request it is, even from the first half of it.
  const list = `f${site.port}`;
  for (const [index] of fault.expected.entries()) {
    pressed.push(await press(world, { accountId, list, customerKey: `ck${index}` }, fault.cancel));
  }
  const close = async (): Promise<void> => {
    await Promise.all([site.close(), other.close(), world.fixedProxy ? null : proxy?.close()]);
  };
  return { path: `/rest/msg/sendWithCustomerKey/${list}/`, pressed, site, other, proxy, close };
}

function siteOf({ site, acts }: Fault, { certificates }: World, other: string): Promise<Referee> {
  const told = acts.map((act) => pointing(act, other));
  if (site.at === 'proxy') return Referee.start({ acts: told, certificate: certificates.good });
  if (site.at !== 'https') return Referee.start({ acts: told });
  const { certificate = 'good', handshake, protocols, clientCertificate } = site;
  return Referee.start({
    acts: told,
    certificate: certificates[certificate],
    ...(handshake && { handshake }),
    ...(protocols && { protocols }),
    ...(clientCertificate && { clientCertificate }),
  });
}

function pointing(act: Act, other: string): Act {
  if (!act.says) return act;
  return { ...act, says: act.says.map((piece) => (typeof piece === 'string' ? piece.replace('{other}', other) : piece)) };
}

async function proxyOf({ site }: Fault, { fixedProxy }: World): Promise<Proxy | null> {
  if (site.at !== 'proxy' || typeof site.proxy === 'string') return null;
  return fixedProxy ?? Proxy.start(site.proxy);
}

/** Hosts below `proxy.test` name the port of their proxy; see pac.ts. */
function urlOf({ site }: Fault, { backlog }: World, referee: Referee, proxy: Proxy | null): string {
  switch (site.at) {
    case 'http':
      return `http://${referee.address}`;
    case 'https':
      return `https://${referee.address}`;
    case 'proxy':
      return `https://${proxy ? `p${proxy.port}` : `${site.proxy === 'socks' ? 'socks' : 'gone'}${closedPort}`}.proxy.test:${referee.port}`;
    case 'closedPort':
      return `http://${loopback}:${closedPort}`;
    case 'fullBacklog':
      return `http://${loopback}:${backlog.port}`;
    case 'noSuchName':
      // A label this long is no name at all, so no name server anywhere is asked.
      return `https://${'n'.repeat(64)}.test`;
  }
}

interface UntypedBridge {
  call: (command: string, input: unknown) => Promise<string>;
}

/** One call over the bridge; a failure there is a failure of the test. */
export async function call<C extends CommandName>(page: Page, command: C, input: Input<C>): Promise<Output<C>> {
  const answer = await page.evaluate(([name, value]) => (window as unknown as { keypost: UntypedBridge }).keypost.call(name, value), [
    command,
    input as unknown,
  ] as const);
  const envelope = JSON.parse(answer) as Envelope<Output<C>>;
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
    // What has left needs a moment to arrive.
    await pause(200);
    await call(page, 'send.cancel', { pressId });
  }
  const result = await pressing;
  if (result.kind !== 'finished') throw new Error(`the press was not finished but ${result.kind}`);
  const logged = await call(page, 'log.entry', { id: result.entry.id });
  const left = (await phasesOf(phases, pressId)).filter((phase) => phase === 'left').length;
  return { entry: result.entry, logged, left };
}

/** The phases of every press, by its id, as the page was told of them. */
export type Phases = JSHandle<Record<string, string[]>>;

/** Listens from here on. */
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
