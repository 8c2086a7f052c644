/** Texts about long tasks on the log, and the names of their files. */
import type { ExportOptions, TaskEnd, TaskProgress } from '../../shared/domain/log-task.ts';

export const taskStopped: TaskEnd = { ended: 'stopped' };

/** The local date, such as 2026-11-24. */
function day(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const exportName = (now: Date, format: ExportOptions['format']): string => `keypost-log-${day(now)}.${format}`;
export const backupName = (now: Date): string => `keypost-log-${day(now)}.sqlite`;

const nouns = { export: 'export', backup: 'backup' } as const;
const running = { export: 'An export', backup: 'A backup', clear: 'Clearing the log' } as const;

export const busyText = (task: TaskProgress['task']): string => `${running[task]} is already running. Wait for it to finish, or stop it.`;

export const notWrittenText = (task: 'export' | 'backup', problem: string): string =>
  `The ${nouns[task]} was not written (${problem}). No part of it is left, and an existing file was not changed. Fix this, or choose another place.`;

export const ownFolderText = 'The file was not written: Keypost uses this place for its own files. Choose another folder.';
