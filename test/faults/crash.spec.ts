/**
 * The app is killed at many moments around sends and started again on the same folder: no entry is lost, every request has an
 * entry, nothing is sent twice, and nothing stays "sending". `npm test` takes 40 of the moments, `npm run crash` all 200.
 */
import { join } from 'node:path';
import { noFilter } from '../../electron/shared/domain/log-filter.ts';
import { ResponseLog } from '../../electron/log/store/response-log.ts';
import type { EntrySummary } from '../../electron/shared/domain/entry.ts';
import { expect, test } from '../e2e/keypost.ts';
import { startCrashSite, type CrashSite } from './crash-site.ts';
import { allKills, randomUpToMs, sendsARound, spread, type Kill } from './kill-plan.ts';
import { HasEnded, KillableApp } from './killable-app.ts';

const kills = process.env['KEYPOST_KILLS'] === 'all' ? allKills : spread(allKills, 40);
/** They run at the same time, each with its own folder. A start keeps one core busy. */
const workers = 2;

interface Worker {
  home: string;
  site: CrashSite;
  accountId: string;
  /** Customer keys that the page was notified of: their entries were on the disk. */
  reported: Set<string>;
  pressed: Set<string>;
  stillSending: number;
  /** By how much the moments come later than planned, because this computer sends more slowly; at least 1. */
  slowness: number;
}

test('killed at any moment, it loses no entry and sends nothing twice', async ({ folder }) => {
  // Long, because a slow machine needs minutes for 200 starts: it only ends a run that hangs.
  test.setTimeout(30 * 60_000);
  const startedAt = performance.now();
  const all = await allOrNone(Array.from({ length: workers }, (_, n) => runWorker(join(folder, `home-${n}`), killsOf(n))));
  const total = { kills: kills.length, pressed: 0, requests: 0, entries: 0, lost: 0, withoutEntry: 0, twice: 0, sending: 0, untrue: 0 };
  for (const worker of all) {
    const entries = entriesIn(worker.home);
    const keys = new Set(entries.map(({ customerKey }) => customerKey));
    total.pressed += worker.pressed.size;
    total.requests += worker.site.requested.filter((key) => !isTrial(key)).length;
    total.entries += entries.length;
    total.lost += [...worker.reported].filter((key) => !keys.has(key)).length;
    total.withoutEntry += worker.site.requested.filter((key) => !keys.has(key)).length;
    total.twice += worker.site.requested.length - new Set(worker.site.requested).size + (entries.length - keys.size);
    total.sending += worker.stillSending + entries.filter(({ state }) => state === 'sending').length;
    total.untrue += entries.filter((entry) => isUntrue(entry, worker.site)).length;
    await worker.site.close();
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(`crash test, ${seconds} s: ${JSON.stringify(total)}\n`);
  expect(total).toMatchObject({ lost: 0, withoutEntry: 0, twice: 0, sending: 0, untrue: 0 });
  // Some moments have to be before the requests, and some after them.
  expect(total.requests).toBeGreaterThan(kills.length);
  expect(total.entries).toBeGreaterThan(total.requests - 1);
  // Some have to be even before the entries.
  expect(total.entries).toBeLessThan(total.pressed);
  expect(entriesOf(all, 'unknown')).toBeGreaterThan(0);
  expect(entriesOf(all, 'accepted')).toBeGreaterThan(0);
});

/** Waits for every worker before it fails with one, because the folder must not be removed while others still run. */
async function allOrNone(workersRun: readonly Promise<Worker>[]): Promise<Worker[]> {
  await Promise.allSettled(workersRun);
  return Promise.all(workersRun);
}

/** A consecutive part of the plan for each worker, which has kills of all kinds. */
function killsOf(worker: number): readonly Kill[] {
  const each = Math.ceil(kills.length / workers);
  return kills.slice(worker * each, (worker + 1) * each);
}

async function runWorker(home: string, own: readonly Kill[]): Promise<Worker> {
  const site = await startCrashSite();
  const worker: Worker = { home, site, accountId: '', reported: new Set(), pressed: new Set(), stillSending: 0, slowness: 1 };
  await measureSlowness(worker);
  for (const [round, kill] of own.entries()) {
    await withApp(worker, async (app) => {
      const pressed = pressSome(app, worker, round, kill).catch(onlyEnded);
      if (kill.moment !== 'pressing') await pressed;
      await killAt(kill, app, worker);
      await pressed;
    });
  }
  await withApp(worker, () => Promise.resolve());
  return worker;
}

const isTrial = (key: string): boolean => key.startsWith('trial');

/** Sends once without a kill. The app isn't the first on its folder, as in all rounds but one. */
async function measureSlowness(worker: Worker): Promise<void> {
  await withApp(worker, () => Promise.resolve());
  await withApp(worker, async (app) => {
    const startedAt = performance.now();
    const trial = Array.from({ length: sendsARound }, (_, n) => `trial-${n}-now`);
    await press(app, worker, trial);
    await expect.poll(() => trial.every((key) => worker.site.responded.has(key)), { intervals: [10] }).toBe(true);
    worker.slowness = Math.max(1, (performance.now() - startedAt) / randomUpToMs);
  });
}

/** Always ends all processes of the app, because the next one starts on the same folder. */
async function withApp(worker: Worker, action: (app: KillableApp) => Promise<void>): Promise<void> {
  const app = await KillableApp.start(worker.home, (key) => worker.reported.add(key));
  try {
    await prepare(app, worker);
    await action(app);
  } finally {
    await app.kill();
  }
}

interface Result {
  ok: boolean;
  value?: { id: string; total: number };
}
interface Page {
  keypost: {
    call: (name: string, input: unknown) => Promise<string>;
    on: (event: string, listener: (entry: EntrySummary) => void) => void;
  };
  /** Reports a key to the test at once, because the page is about to be killed. */
  report: (key: string) => void;
}

/** Counts the entries that are still "sending" after the start, and reports the keys that the page is notified of from now on. */
async function prepare(app: KillableApp, worker: Worker): Promise<void> {
  const found = await app.run(
    async ({ known, siteUrl, filter }) => {
      const { keypost, report } = globalThis as unknown as Page;
      keypost.on('entryChanged', ({ customerKey }) => {
        report(customerKey);
      });
      const ask = async (name: string, input: unknown): Promise<Result> => JSON.parse(await keypost.call(name, input)) as Result;
      const sending = await ask('log.overview', { filter, activity: false });
      if (known !== '') return { accountId: known, sending: sending.value?.total ?? -1 };
      const draft = { id: null, name: 'Crash', kind: 'test', siteUrl, realm: 'acme', clientName: '', clientKey: '', reviewSends: false };
      const saved = await ask('accounts.save', { ...draft, password: 'correct horse', keepInMemory: false });
      return { accountId: saved.value?.id ?? '', sending: sending.value?.total ?? -1 };
    },
    { known: worker.accountId, siteUrl: worker.site.url, filter: { ...noFilter, outcomes: ['sending'] } },
  );
  expect(found.accountId).not.toBe('');
  worker.accountId = found.accountId;
  worker.stillSending += found.sending;
}

/** Ignores that the app has ended, because it may be killed before the presses have reached the page. */
function onlyEnded(error: unknown): void {
  if (!(error instanceof HasEnded)) throw error;
}

const pressSome = (app: KillableApp, worker: Worker, round: number, { responseTimings }: Kill): Promise<void> =>
  press(
    app,
    worker,
    responseTimings.map((timing, n) => `r${round}-${n}-${timing}`),
  );

/** Presses without waiting, because the app is killed meanwhile. */
async function press(app: KillableApp, worker: Worker, keys: readonly string[]): Promise<void> {
  for (const key of keys) worker.pressed.add(key);
  await app.run(
    ({ accountId, customerKeys }) => {
      const { keypost } = globalThis as unknown as Page;
      const rest = {
        list: 'Orders',
        template: 'Delay',
        format: 99,
        campaignName: '',
        command: 'customerKey',
        email: '',
        firstName: '',
        subject: '',
        body: '',
        respectOptout: true,
        snapshot: false,
        presetId: null,
      };
      for (const customerKey of customerKeys) {
        void keypost.call('send.press', { pressId: crypto.randomUUID(), message: { accountId, customerKey, ...rest }, consent: null });
      }
    },
    { accountId: worker.accountId, customerKeys: keys },
  );
}

/** Kills the app at the latest moment, or earlier at the event on the wire. */
async function killAt({ moment, latestMs }: Kill, app: KillableApp, { site, slowness }: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const kill = (): void => {
      clearTimeout(timer);
      // Otherwise the event would be counted in the next round.
      site.onNext(null);
      resolve(app.kill());
    };
    // The random moment is what is tested.
    const timer = setTimeout(kill, latestMs * slowness);
    if (moment !== 'time' && moment !== 'pressing') site.onNext(moment, kill);
  });
}

function entriesIn(home: string): readonly EntrySummary[] {
  const log = new ResponseLog(join(home, 'log.sqlite'));
  try {
    return log.page({ before: null, limit: 100_000 });
  } finally {
    log.close();
  }
}

const entriesOf = (all: readonly Worker[], state: string): number =>
  all.flatMap(({ home }) => entriesIn(home)).filter((entry) => entry.state === state).length;

/** Accepted without a response, or not sent although its request arrived. */
const isUntrue = ({ state, customerKey }: EntrySummary, site: CrashSite): boolean =>
  (state === 'accepted' && !site.responded.has(customerKey)) ||
  (state === 'not sent' && site.requested.includes(customerKey)) ||
  state === 'rejected';
