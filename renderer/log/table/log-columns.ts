/** The log's columns. Where room is short, columns whose content is also in the detail are hidden first. */
import type { Settings } from '../../../electron/shared/ipc/contract.ts';
import type { Column } from '../../ui/table.ts';

export type LogColumnId = Settings['logColumns'][number];

export const logColumns: readonly (Column & { id: LogColumnId })[] = [
  { id: 'time', label: 'Time', min: 126, narrow: 84, look: 'quiet' },
  { id: 'outcome', label: 'Outcome', min: 96, narrow: 16 },
  { id: 'account', label: 'Account', min: 116, share: 1.3, yields: 2 },
  { id: 'list', label: 'List', min: 72, share: 1, yields: 1 },
  { id: 'template', label: 'Template', min: 96, share: 1.4, yields: 0 },
  { id: 'customerKey', label: 'Customer key', min: 88, narrow: 60, share: 1, look: 'code' },
  { id: 'preset', label: 'Preset', min: 80, share: 1, yields: 5, look: 'quiet' },
  { id: 'status', label: 'Status', min: 46, yields: 3, atEnd: true, look: 'quiet' },
  { id: 'duration', label: 'Duration', min: 64, yields: 4, atEnd: true, look: 'quiet' },
];

/** The known columns among these, in the log's own order; all columns if none is known. */
export function columnsOf(ids: readonly LogColumnId[]): readonly (Column & { id: LogColumnId })[] {
  const chosen = logColumns.filter(({ id }) => ids.includes(id));
  return chosen.length === 0 ? logColumns : chosen;
}

/** Adds or removes one column; the last one can't be removed. */
export function toggled(ids: readonly LogColumnId[], id: LogColumnId): LogColumnId[] {
  const shown = columnsOf(ids).map((column) => column.id);
  if (!shown.includes(id)) return columnsOf([...shown, id]).map((column) => column.id);
  return shown.length === 1 ? shown : shown.filter((one) => one !== id);
}
