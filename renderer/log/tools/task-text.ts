/** Texts about a long task on the log. */
import type { TaskEnd, TaskProgress } from '../../../electron/shared/ipc/contract.ts';

const numbers = new Intl.NumberFormat('en-GB');

const entriesText = (count: number): string => (count === 1 ? '1 entry' : `${numbers.format(count)} entries`);

const doing = { export: 'Exporting the log', backup: 'Backing up the log', clear: 'Clearing the log' } as const;
export const doingText = (task: TaskProgress['task']): string => doing[task];

/** From 0 to 100; `null` if it is unknown. */
export function percentOf({ done, total }: TaskProgress): number | null {
  if (total === null || total === 0) return null;
  return Math.min(100, Math.floor((done / total) * 100));
}

/** A backup's progress is in bytes, which mean nothing to people. */
export function progressText(progress: TaskProgress): string {
  const percent = percentOf(progress);
  if (progress.task === 'backup') return percent === null ? '' : `${percent} %`;
  if (progress.done === 0 && progress.total === null) return '';
  const done = entriesText(progress.done);
  return progress.task === 'export' && progress.total !== null
    ? `${numbers.format(progress.done)} of ${entriesText(progress.total)}`
    : done;
}

export function taskEndText(task: TaskProgress['task'], end: TaskEnd): string {
  if (end.ended === 'stopped') return task === 'clear' ? 'Stopped. Sends removed so far are gone.' : 'Stopped. Nothing was written.';
  if (task === 'clear') return `The log is cleared: ${entriesText(end.entries)} removed.`;
  return task === 'export'
    ? `${entriesText(end.entries)} exported to ${end.file}.`
    : `The log is backed up to ${end.file}: ${entriesText(end.entries)}.`;
}
