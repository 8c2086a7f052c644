/** Columns of the log. With less room, what the detail tells as well goes first: `from` is where all shown before, and this one, fit. */
import type { Column } from '../ui/table.ts';

export const logColumns: readonly Column[] = [
  { id: 'time', label: 'Time', width: '78px' },
  { id: 'outcome', label: 'Outcome', width: '96px' },
  { id: 'account', label: 'Account', width: 'minmax(116px, 1.3fr)', from: 640 },
  { id: 'list', label: 'List', width: 'minmax(72px, 1fr)', from: 520 },
  { id: 'template', label: 'Template', width: 'minmax(96px, 1.4fr)' },
  { id: 'customerKey', label: 'Customer key', width: 'minmax(88px, 1fr)' },
  { id: 'preset', label: 'Preset', width: 'minmax(80px, 1fr)', from: 900 },
  { id: 'status', label: 'Status', width: '46px', from: 700, atEnd: true },
  { id: 'duration', label: 'Duration', width: '64px', from: 776, atEnd: true },
];
