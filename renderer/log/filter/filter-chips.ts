/** The conditions of a filter, so that each can be shown and removed by itself. */
import type { LogChoices, LogFilter } from '../../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../../text/account-labels.ts';
import { stateLabels } from '../../text/entry-labels.ts';
import { periodText } from './period.ts';

export interface Chip {
  key: string;
  /** The kind of condition, such as "List". */
  about: string;
  value: string;
  /** Returns the filter without this condition. */
  without: Partial<LogFilter>;
}

/** In the order of the filter bar. `choices` has the names for filters that use ids. */
export function chipsOf(filter: LogFilter, choices: LogChoices | null, now: number): readonly Chip[] {
  const name = (field: 'accounts' | 'presets') => (id: string) => choices?.[field].find((choice) => choice.key === id)?.label ?? id;
  const itself = (value: string) => value;
  return [
    ...(filter.search.trim() === '' ? [] : [{ key: 'search', about: 'Search', value: filter.search.trim(), without: { search: '' } }]),
    ...each(filter, 'outcomes', 'Outcome', (state) => stateLabels[state]),
    ...each(filter, 'accounts', 'Account', name('accounts')),
    ...periodChip(filter, now),
    ...each(filter, 'kinds', 'Kind', (kind) => kindLabels[kind]),
    ...each(filter, 'presets', 'Preset', name('presets')),
    ...each(filter, 'lists', 'List', itself),
    ...each(filter, 'templates', 'Template', itself),
  ];
}

type Several = 'outcomes' | 'accounts' | 'kinds' | 'presets' | 'lists' | 'templates';

function each<Field extends Several>(
  filter: LogFilter,
  field: Field,
  about: string,
  textOfValue: (value: LogFilter[Field][number]) => string,
): readonly Chip[] {
  const values: readonly LogFilter[Field][number][] = filter[field];
  return values.map((value) => ({
    key: `${field} ${value}`,
    about,
    value: textOfValue(value),
    without: { [field]: values.filter((other) => other !== value) },
  }));
}

function periodChip(filter: LogFilter, now: number): readonly Chip[] {
  const value = periodText(filter, now);
  return value === '' ? [] : [{ key: 'period', about: 'Period', value, without: { from: null, to: null } }];
}
