/** Opens the response log, the ledger beside it, and the process that reads the log for the page. */
import { uptime } from 'node:os';
import { join } from 'node:path';
import { childrenOf } from '../child/children.ts';
import { electronChildren } from '../child/electron-child.ts';
import { emit } from '../ipc/serve.ts';
import { BackgroundQuery } from '../log/database/background-query.ts';
import { SendLedger } from '../log/ledger/send-ledger.ts';
import { LogReaderClient } from '../log/reader/log-reader-client.ts';
import { ownIndexFile } from '../log/search/index-database.ts';
import { changePruner } from '../log/store/change-pruner.ts';
import { LogAccess } from '../log/store/log-access.ts';
import { once } from '../shared/base/once.ts';
import { createEmitter } from '../shared/base/emitter.ts';
import { secondMs } from '../shared/base/time-units.ts';
import { summaryOf, type EntryDetail } from '../shared/domain/entry.ts';
import { entryAt } from '../storage/own-file.ts';
import type { AppContext } from './app-context.ts';

export type LogServices = ReturnType<typeof composeLog>;

export function composeLog({ folder, scripts, notices, now }: AppContext) {
  const logFiles = { log: join(folder, 'log.sqlite'), index: ownIndexFile(join(folder, 'log-index.sqlite')) };
  const isNew = entryAt(logFiles.log) === null;
  const children = childrenOf(electronChildren(scripts));

  const asked = createEmitter();
  const damaged = createEmitter<string>();
  const followed = createEmitter<{ seq: number; identity: string; caughtUp: boolean }>();
  const written = createEmitter();
  const replaced = createEmitter();

  const logReader = new LogReaderClient({
    files: logFiles,
    startChild: children.start,
    beforeQuery: asked.emit,
    onDamage: damaged.emit,
    onIndexed: (seq, identity, caughtUp) => {
      followed.emit({ seq, identity, caughtUp });
    },
  });
  const ledger = new SendLedger({ file: join(folder, 'ledger.sqlite'), wall: now, uptime: () => uptime() * secondMs, notify: notices.add });
  const log = LogAccess.later(logFiles.log, {
    now: () => new Date(),
    notify: notices.add,
    ledger,
    onLateOutcome: (entry) => {
      reportStoredLate(entry, notices.add);
    },
    onWrite: written.emit,
    beforeMove: children.killAll,
    onReplaced: replaced.emit,
  });

  asked.on(
    once(() => {
      log.start();
    }),
  );
  damaged.on((identity) => {
    log.repair(identity);
  });
  const forgetChanges = changePruner(log);
  followed.on(({ seq, identity, caughtUp }) => {
    forgetChanges(seq, identity);
    if (caughtUp) logChanged();
  });
  written.on(() => {
    logReader.written();
  });
  replaced.on(() => {
    logReader.written();
    logChanged();
  });

  const openQuery = (file: string): BackgroundQuery => new BackgroundQuery(file, children.start);
  return { log, logFiles, isNew, logReader, ledger, children, openQuery };
}

/** Makes the page load again whatever it shows of the log. */
export function logChanged(): void {
  emit('logChanged', null);
}

function reportStoredLate(entry: EntryDetail, notice: (sentence: string) => void): void {
  emit('entryChanged', summaryOf(entry));
  notice(`The outcome of the send to ${entry.customerKey} is in the log now.`);
}
