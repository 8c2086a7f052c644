/** Creates the long tasks on the log: those that a person starts, and the removal that the settings require in idle time. */
import type { BrowserWindow } from 'electron';
import { emit } from '../ipc/serve.ts';
import { exportInChild } from '../log/export/run-export.ts';
import { Retention } from '../log/retention/retention.ts';
import { LogTasks } from '../log/tasks/log-tasks.ts';
import { LogViews } from '../log/views/log-views.ts';
import { clearEvidence } from '../resolution/clear-evidence.ts';
import { isOwnTarget } from '../storage/own-target.ts';
import { askForFile } from '../window/ask-for-file.ts';
import type { AccountsServices } from './compose-accounts.ts';
import type { AppContext } from './app-context.ts';
import { logChanged, type LogServices } from './compose-log.ts';
import type { SendingServices } from './compose-sending.ts';
import type { SettingsServices } from './compose-settings.ts';

export type LogWorkServices = ReturnType<typeof composeLogWork>;

export function composeLogWork(
  { folder, files, notices, now }: AppContext,
  { settings, changed }: SettingsServices,
  { log, logFiles, logReader, ledger, children, openQuery }: LogServices,
  { keychain }: AccountsServices,
  { sender }: SendingServices,
  window: BrowserWindow,
) {
  const logTasks = new LogTasks({
    log,
    files: logFiles,
    reader: logReader,
    askForFile: (question) => askForFile(window, question),
    isOwn: (target) => isOwnTarget(folder, target),
    openQuery,
    runExport: exportInChild(children.start),
    onProgress: (progress) => {
      emit('logTask', progress);
    },
    beforeMove: children.killAll,
    onCleared: logChanged,
    clearEvidence: () => clearEvidence({ ledger, folder, keychain }),
    now: () => new Date(),
  });
  const retention = new Retention({
    log,
    openQuery: () => openQuery(logFiles.log),
    rules: () => settings.get(),
    idle: () => sender.underWay === 0 && !logTasks.running,
    now,
    onChange: logChanged,
    ledger,
    notify: notices.add,
    onQuestion: (question) => {
      emit('removalAsked', question);
    },
  });
  changed.on(() => {
    retention.settingsChanged();
  });
  retention.start();
  return { logTasks, retention, logViews: new LogViews(files) };
}
