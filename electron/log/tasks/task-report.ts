/** What is said of long work on the log, and how its files are named. Pure. */
import type { ExportOptions, TaskEnd, TaskProgress } from '../../shared/domain/log-task.ts';

export const taskStopped: TaskEnd = { ended: 'stopped' };

/** The day as the computer's clock has it, such as 2026-11-24. */
function day(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export const exportName = (now: Date, format: ExportOptions['format']): string => `keypost-log-${day(now)}.${format}`;
export const backupName = (now: Date): string => `keypost-log-${day(now)}.sqlite`;

const nouns = { export: 'export', backup: 'backup' } as const;
const running = { export: 'An export', backup: 'A backup', clear: 'Clearing the log' } as const;

export const busyText = (task: TaskProgress['task']): string => `${running[task]} is already running. Wait for it to finish, or stop it.`;

export const notWrittenText = (task: 'export' | 'backup', trouble: string): string =>
  `The ${nouns[task]} was not written (${trouble}). Nothing is left of it, and a file that was there before is as it was. Fix this, or choose another place.`;

export const ownFolderText = 'The file was not written: this place holds what Keypost itself needs. Choose another folder.';
