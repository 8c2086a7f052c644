/** Repeatedly kills the host of the log or one of its child processes, and checks that nothing that was acknowledged is lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../../../electron/log/database/sqlite.ts';
import { LogQueryService } from '../../../electron/log/reader/log-query-service.ts';
import { Seeded } from '../../bench/seeded.ts';
import { HostReports, type HostReport } from './host-reports.ts';

export interface StressOptions {
  /** Data folder, which may already have a log. */
  home: string;
  /** The folder of the compiled host and children. */
  scripts: string;
  /** The number of commits that have to be acknowledged in total. */
  commits: number;
  seed: number;
  /** Called after each kill of a host. */
  progress?: (commits: number, kills: number) => void;
}

export interface StressReport {
  commits: number;
  /** Hosts and children that were killed. */
  hostKills: number;
  childKills: number;
  /** How often each kind of other work has finished. */
  done: Readonly<Record<string, number>>;
  /** What Keypost refused or reported as damaged. There must be none. */
  complaints: string[];
}

/** What was acknowledged, by id. */
export type Acknowledged = Map<number, { pressId: string; outcome: string | null }>;

/** The most commits of one host. Some hosts are killed while they still open the log. */
const longestLife = 2500;
/** The share of lives in which a child is killed, too, while the host keeps running. */
const childShare = 1 / 3;

export async function stress({
  home,
  scripts,
  commits,
  seed,
  progress,
}: StressOptions): Promise<StressReport & { acknowledged: Acknowledged }> {
  const random = new Seeded(seed);
  const acknowledged: Acknowledged = new Map();
  const report = { commits: 0, hostKills: 0, childKills: 0, done: {} as Record<string, number>, complaints: [] as string[] };
  while (report.commits < commits || !allKinds(report.done)) {
    const life = Math.min(longestLife, Math.ceil(commits / 5));
    const host = { home, scripts, seed: random.whole(1, 2 ** 31), life, lastLife: report.commits > commits - life };
    const hostReports = await oneLife(host, random, () => (report.childKills += 1));
    report.hostKills += 1;
    for (const hostReport of hostReports) take(hostReport, report, acknowledged);
    checkTargets(home);
    progress?.(report.commits, report.hostKills);
  }
  return { ...report, acknowledged };
}

interface Host {
  home: string;
  scripts: string;
  seed: number;
  /** The most commits of this host. */
  life: number;
  /** Whether it lives until each kind of other work has finished. */
  lastLife: boolean;
}

const kinds = ['task', 'retention', 'page', 'overview'] as const;
const allKinds = (done: Readonly<Record<string, number>>): boolean => kinds.every((kind) => (done[kind] ?? 0) > 0);

/** Starts a host, kills it, and returns its reports. */
async function oneLife(host: Host, random: Seeded, childKilled: () => void): Promise<HostReport[]> {
  const child = spawn(process.execPath, [join(host.scripts, 'log-host.cjs'), host.home, String(host.seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const reports = new HostReports();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => reports.add(chunk));
  const closed = once(child, 'close');
  const until = async (test: () => boolean): Promise<void> => {
    while (!test() && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), closed]);
  };
  const end = random.whole(0, host.life);
  if (random.chance(childShare)) {
    const first = random.whole(0, end);
    await until(() => reports.commits >= first);
    const pids = reports.all.flatMap((hostReport) => ('child' in hostReport ? [hostReport.child] : []));
    // Kills the newest that still runs, because most children end soon.
    if (pids.reverse().some(killed)) childKilled();
  }
  await until(() => reports.commits >= end && (!host.lastLife || allKinds(reports.done)));
  child.kill('SIGKILL');
  await closed;
  return reports.all;
}

/** Whether that process existed. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

function take(hostReport: HostReport, report: StressReport & { done: Record<string, number> }, acknowledged: Acknowledged): void {
  if ('begun' in hostReport) {
    report.commits += 1;
    acknowledged.set(hostReport.begun, { pressId: hostReport.pressId, outcome: null });
  } else if ('stored' in hostReport) {
    report.commits += 1;
    const entry = acknowledged.get(hostReport.stored);
    if (entry) entry.outcome = hostReport.outcome;
  } else if ('done' in hostReport) report.done[hostReport.done] = (report.done[hostReport.done] ?? 0) + 1;
  else if ('refused' in hostReport) report.complaints.push(hostReport.refused);
  else if ('notice' in hostReport && !hostReport.notice.includes('under way when Keypost stopped'))
    report.complaints.push(hostReport.notice);
}

/** A backup and an export have to be complete or missing. */
function checkTargets(home: string): void {
  const [backup, exported] = [join(home, 'target.sqlite'), join(home, 'target.jsonl')];
  if (existsSync(backup)) {
    const integrity = firstOf(backup, 'PRAGMA integrity_check');
    if (integrity !== 'ok') throw new Error(`a backup is damaged: ${String(integrity)}`);
  }
  if (existsSync(exported) && !readFileSync(exported, 'utf8').endsWith('\n')) throw new Error('an export has no end');
}

/** A short text for every mistake in the log and its index. */
export function mistakesIn(home: string, acknowledged: Acknowledged): string[] {
  const [file, index] = [join(home, 'log.sqlite'), join(home, 'log-index.sqlite')];
  const mistakes: string[] = [];
  const log = openSqlite(file);
  const rows = log.prepare('SELECT press_id, state FROM entry WHERE id = ?').asArrays();
  for (const [id, { pressId, outcome }] of acknowledged) {
    const row = rows.get(id) as [string, string] | undefined;
    if (row === undefined) mistakes.push(`entry ${id} is lost`);
    else if (row[0] !== pressId) mistakes.push(`entry ${id} is of another press`);
    else if (outcome !== null && row[1] !== outcome) mistakes.push(`entry ${id} is ${row[1]}, and was ${outcome}`);
  }
  log.close();
  for (const one of [file, index]) {
    const integrity = firstOf(one, 'PRAGMA integrity_check');
    if (integrity !== 'ok') mistakes.push(`${one}: ${String(integrity)}`);
  }
  return [...mistakes, ...indexMistakes(file, index)];
}

function indexMistakes(file: string, index: string): string[] {
  const reading = new LogQueryService(file, index, () => Promise.resolve());
  while (reading.catchUp());
  reading.close();
  const [inLog, inIndex] = [firstOf(file, 'SELECT count(*) FROM entry'), firstOf(index, 'SELECT count(*) FROM fact')];
  return inLog === inIndex ? [] : [`the index has ${String(inIndex)} of ${String(inLog)} entries`];
}

function firstOf(file: string, sql: string): unknown {
  const database = openSqlite(file, { readOnly: true });
  try {
    return (database.prepare(sql).asArrays().get() as unknown[] | undefined)?.[0];
  } finally {
    database.close();
  }
}
