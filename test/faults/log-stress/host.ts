/**
 * The log's part of Keypost's main process: it writes sends as fast as it can while the log is indexed, searched, pruned, backed up and
 * exported. It reports what was acknowledged on standard output, line by line. It runs until it is killed.
 *
 * Arguments: the data folder, and a seed for the entries.
 */
import { writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { StartChild } from '../../../electron/child/child.ts';
import { childrenOf } from '../../../electron/child/children.ts';
import { nodeChildren } from '../../../electron/child/node-child.ts';
import { BackgroundQuery } from '../../../electron/log/database/background-query.ts';
import { exportInChild } from '../../../electron/log/export/run-export.ts';
import { changePruner } from '../../../electron/log/store/change-pruner.ts';
import { SendLedger } from '../../../electron/log/ledger/send-ledger.ts';
import { LogAccess } from '../../../electron/log/store/log-access.ts';
import { noFilter } from '../../../electron/shared/domain/log-filter.ts';
import { LogReaderClient } from '../../../electron/log/reader/log-reader-client.ts';
import { LogTasks } from '../../../electron/log/tasks/log-tasks.ts';
import { Retention } from '../../../electron/log/retention/retention.ts';
import type { Result } from '../../../electron/shared/domain/result.ts';
import { newEntryOf, storedOutcomeOf } from '../../bench/entry-writes.ts';
import { makeEntry } from '../../bench/made-entry.ts';
import { Seeded } from '../../bench/seeded.ts';
import type { HostReport } from './host-reports.ts';

/** Sends that are written before other work gets its turn. */
const atOnce = 10;
/** Milliseconds between two runs of each kind of other work. */
const pauseMs = 25;

const report = (hostReport: HostReport): void => void writeSync(1, `${JSON.stringify(hostReport)}\n`);

function main(home: string, seed: number): void {
  const files = { log: join(home, 'log.sqlite'), index: join(home, 'log-index.sqlite') };
  const children = childrenOf(nodeChildren(dirname(process.argv[1] ?? '')));
  const startChild: StartChild = (name, events) => {
    const child = children.start(name, events);
    if (child.pid !== undefined) report({ child: child.pid });
    return child;
  };
  const openQuery = (file: string): BackgroundQuery => new BackgroundQuery(file, startChild);
  const notify = (text: string): void => report({ notice: text });
  const ledger = new SendLedger({ file: join(home, 'ledger.sqlite'), wall: Date.now, uptime: () => performance.now(), notify });
  const log = LogAccess.later(files.log, {
    now: () => new Date(),
    notify,
    ledger,
    onLateOutcome: () => undefined,
    onWrite: () => reader.written(),
    beforeMove: children.killAll,
    onReplaced: () => undefined,
  });
  const forget = changePruner(log);
  const reader = new LogReaderClient({
    files,
    startChild,
    beforeQuery: () => undefined,
    onDamage: () => report({ notice: 'the reader found the log damaged' }),
    onIndexed: (seq, identity) => forget(seq, identity),
  });
  const tasks = new LogTasks({
    log,
    files,
    reader,
    askForFile: ({ kind }) => Promise.resolve(join(home, `target.${kind.extension}`)),
    isOwn: () => false,
    openQuery,
    runExport: exportInChild(startChild),
    onProgress: () => undefined,
    beforeMove: children.killAll,
    onCleared: () => undefined,
    clearEvidence: () => Promise.resolve(ledger.clear()),
    now: () => new Date(),
  });
  const limits = { keepEntriesDays: 30, keepEntriesMegabytes: 0, keepBodiesDays: 0, keepBodiesMegabytes: 1 };
  const retention = new Retention({
    log,
    openQuery: () => openQuery(files.log),
    rules: () => ({ ...limits, duplicateHours: 24 }),
    idle: () => true,
    now: Date.now,
    onChange: () => undefined,
    ledger,
    // A question is no failure; it is confirmed below.
    notify: () => undefined,
    onQuestion: () => undefined,
  });
  log.start();
  void write(log, new Seeded(seed));
  void again('page', () => reader.page({ filter: { ...noFilter, search: 'shipping' }, order: 'newest', start: { at: 'top' }, limit: 100 }));
  void again('overview', () => reader.overview({ filter: { ...noFilter, search: 'order' }, activity: true }));
  void again('retention', async () => {
    await retention.run();
    // Confirms a large removal, so that it is tested, too.
    if (retention.question() !== null) {
      const seen = await retention.forecast(limits);
      if (seen.ok) await retention.confirm(seen.value);
    }
    return undefined;
  });
  let backUp = false;
  void again('task', () => {
    backUp = !backUp;
    return backUp
      ? tasks.backup()
      : tasks.export({ filter: noFilter, order: 'oldest', format: 'jsonl', bom: false, keys: 'hashed', bodies: true });
  });
}

async function write(log: LogAccess, random: Seeded): Promise<never> {
  for (;;) {
    for (let n = 0; n < atOnce; n += 1) writeOne(log, random);
    await turn();
  }
}

function writeOne(log: LogAccess, random: Seeded): void {
  const made = makeEntry(Date.now(), 1000, random);
  const begun = log.begin(newEntryOf(made));
  if (!begun.ok) {
    report({ refused: begun.error.sentence });
    return;
  }
  const { id } = begun.value;
  report({ begun: id, pressId: made.pressId });
  // Some sends stay without an outcome, as if they were under way at the kill.
  if (random.chance(0.05)) return;
  const storedOutcome = storedOutcomeOf(made);
  const stored = log.storeOutcome(made.pressId, storedOutcome);
  report(stored.ok ? { stored: id, outcome: storedOutcome.outcome } : { refused: stored.error.sentence });
}

/** Repeats the work for as long as the process runs. */
async function again(
  done: Extract<HostReport, { done: string }>['done'],
  action: () => Promise<Result<unknown> | undefined>,
): Promise<never> {
  for (;;) {
    const result = await action();
    if (result === undefined || result.ok) report({ done });
    // Leaves most of the time to the writer.
    await pause(pauseMs);
  }
}

main(process.argv[2] ?? '', Number(process.argv[3]));
