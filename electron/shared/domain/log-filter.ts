/** The filter of the log. */
import * as v from 'valibot';
import { accountKinds } from './account.ts';
import { outcomes } from './outcome.ts';

const several = <T extends v.GenericSchema<unknown, unknown>>(schema: T) => v.pipe(v.array(schema), v.maxLength(100));
const name = v.pipe(v.string(), v.maxLength(10_000));
const moment = v.nullable(v.pipe(v.number(), v.integer()));

export const searchLimit = 1000;

/** An entry has to meet all conditions. Of several values in one list any may match; an empty list sets no condition. */
export const LogFilterSchema = v.object({
  /** Words, or beginnings of words, that must all be found; at most 1,000 characters. */
  search: v.pipe(v.string(), v.maxLength(searchLimit)),
  outcomes: several(v.picklist(['sending', ...outcomes])),
  /** Ids. */
  accounts: several(v.pipe(v.string(), v.maxLength(64))),
  kinds: several(v.picklist(accountKinds)),
  /** Ids. */
  presets: several(v.pipe(v.string(), v.maxLength(64))),
  lists: several(name),
  templates: several(name),
  /** Pressed at this moment or later, in milliseconds since 1970. */
  from: moment,
  /** Pressed before this moment, in milliseconds since 1970. */
  to: moment,
});
export type LogFilter = v.InferOutput<typeof LogFilterSchema>;

export const noFilter: LogFilter = {
  search: '',
  outcomes: [],
  accounts: [],
  kinds: [],
  presets: [],
  lists: [],
  templates: [],
  from: null,
  to: null,
};

/** Whether a filter matches every entry. */
export function isEverything(filter: LogFilter): boolean {
  const { search, from, to, ...lists } = filter;
  return search.trim() === '' && from === null && to === null && Object.values(lists).every((values) => values.length === 0);
}
