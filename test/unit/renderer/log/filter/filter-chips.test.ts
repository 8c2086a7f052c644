import { describe, expect, it, test } from 'vitest';
import { isEverything, noFilter, type LogChoices, type LogFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { chipsOf } from '../../../../../renderer/log/filter/filter-chips.ts';
import { startOfDay } from '../../../../../renderer/log/filter/period.ts';
import { periodText } from '../../../../../renderer/log/filter/period-text.ts';

const local = (hour = 0, day = 24, month = 11, year = 2026) => new Date(year, month - 1, day, hour).getTime();
const now = local(14);
const choices: LogChoices = { accounts: [{ key: 'a1', label: 'Acme' }], presets: [], lists: [], templates: [] };
const words = (filter: Partial<LogFilter>, known: LogChoices | null = choices) =>
  chipsOf({ ...noFilter, ...filter }, known, now).map(({ about, value }) => `${about} ${value}`);

const everyKind: LogFilter = {
  search: ' ck10 ',
  outcomes: ['not sent', 'sending'],
  accounts: ['a1', 'gone'],
  kinds: ['production'],
  presets: ['p1'],
  lists: ['Orders', 'Notices'],
  templates: ['Shipping delay'],
  from: startOfDay(now),
  to: startOfDay(now, 1),
};

test('nothing is asked for where nothing is looked for', () => {
  expect(words({ search: '  ' })).toEqual([]);
});

test('every condition has a chip of its own; what is known by an id has its name, once that is known', () => {
  expect(words(everyKind)).toEqual([
    'Search ck10',
    'Outcome Not sent',
    'Outcome Sending',
    'Account Acme',
    'Account gone',
    'Period Today',
    'Kind Production',
    'Preset p1',
    'List Orders',
    'List Notices',
    'Template Shipping delay',
  ]);
  expect(words({ accounts: ['a1'] }, null)).toEqual(['Account a1']);
});

test('a chip takes away its own condition and no other, and all of them everything', () => {
  const chips = chipsOf(everyKind, choices, now);
  const orders = chips.find(({ value }) => value === 'Orders');
  expect(orders?.without).toEqual({ lists: ['Notices'] });
  expect(new Set(chips.map(({ key }) => key)).size).toBe(chips.length);
  let left = everyKind;
  while (chipsOf(left, choices, now).length > 0) left = { ...left, ...chipsOf(left, choices, now)[0]?.without };
  expect(isEverything(left)).toBe(true);
});

describe('a period is called', () => {
  it.each<[string, number | null, number | null]>([
    ['', null, null],
    ['Yesterday', local(0, 23), local(0, 24)],
    ['3 Nov 2026', local(0, 3), local(0, 4)],
    ['3 Nov 2026 – 5 Nov 2026', local(0, 3), local(0, 6)],
    ['since 3 Nov 2026', local(0, 3), null],
    ['since 3 Nov 2026, 14:00', local(14, 3), null],
    ['until 2 Nov 2026', null, local(0, 3)],
    ['until 3 Nov 2026, 14:00', null, local(14, 3)],
    ['24 Nov 2026, 14:00 – 15:00', local(14), local(15)],
    ['24 Nov 2026, 23:00 – 00:00', local(23), local(24)],
    ['24 Nov 2026, 14:00 – 25 Nov 2026, 03:00', local(14), local(3, 25)],
  ])('%s', (name, from, to) => {
    expect(periodText({ from, to }, now)).toBe(name);
  });
});
