/** The log's filter as the query of the page's address: `q=ck10&outcome=unknown&list=Orders&from=1764000000000`. */
import { accountKinds, noFilter, outcomes, searchLimit, type LogFilter, type LogOrder } from '../../../electron/shared/ipc/contract.ts';

export interface LogCriteria {
  readonly filter: LogFilter;
  readonly order: LogOrder;
}

/** The same limits as in the log's schema. */
const maxValues = 100;
const maxCharacters = { id: 64, name: 10_000 };

/** Without a question mark; empty for the default filter (everything, newest first). The same filter always gives the same address. */
export function writeQuery({ filter, order }: LogCriteria): string {
  const query = new URLSearchParams();
  const put = (name: string, values: readonly string[]) => values.forEach((value) => query.append(name, value));
  if (filter.search !== '') query.append('q', filter.search);
  put('outcome', filter.outcomes);
  put('account', filter.accounts);
  put('kind', filter.kinds);
  put('preset', filter.presets);
  put('list', filter.lists);
  put('template', filter.templates);
  if (filter.from !== null) query.append('from', String(filter.from));
  if (filter.to !== null) query.append('to', String(filter.to));
  if (order !== 'newest') query.append('order', order);
  return query.toString();
}

/** The result is valid for any address: unknown or invalid values are left out. */
export function readQuery(search: string): LogCriteria {
  const query = new URLSearchParams(search);
  const several = (name: string) => [...new Set(query.getAll(name))].filter((value) => value !== '').slice(0, maxValues);
  const texts = (name: string, most: number) => several(name).filter((value) => value.length <= most);
  const known = <Value extends string>(name: string, values: readonly Value[]) => values.filter((value) => several(name).includes(value));
  const filter: LogFilter = {
    ...noFilter,
    search: (query.get('q') ?? '').slice(0, searchLimit),
    outcomes: known('outcome', [...outcomes, 'sending']),
    accounts: texts('account', maxCharacters.id),
    kinds: known('kind', accountKinds),
    presets: texts('preset', maxCharacters.id),
    lists: texts('list', maxCharacters.name),
    templates: texts('template', maxCharacters.name),
    from: moment(query.get('from')),
    to: moment(query.get('to')),
  };
  return { filter, order: query.get('order') === 'oldest' ? 'oldest' : 'newest' };
}

/** Path of the log screen with this entry beside the table, or with none. */
export function logPath(id: number | null, criteria: LogCriteria): string {
  const query = writeQuery(criteria);
  return `/log${id === null ? '' : `/${id}`}${query === '' ? '' : `?${query}`}`;
}

const moment = (text: string | null): number | null => {
  const ms = text !== null && /^-?\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(ms) ? ms : null;
};
