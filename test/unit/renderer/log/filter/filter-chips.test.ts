import { describe, expect, it, test } from 'vitest';
import { isEverything, noFilter, type LogChoices, type LogFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { chipsOf } from '../../../../../renderer/log/filter/filter-chips.ts';
import { startOfDay, periodText } from '../../../../../renderer/log/filter/period.ts';

const local = (hour = 0, day = 24, month = 11, year = 2026) => new Date(year, month - 1, day, hour).getTime();
const now = local(14);
const choices: LogChoices = { accounts: [{ key: 'a1', label: 'Acme' }], presets: [], lists: [], templates: [] };
const chipTexts = (filter: Partial<LogFilter>, known: LogChoices | null = choices) =>
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

test('the default filter has no chips', () => {
  expect(chipTexts({ search: '  ' })).toEqual([]);
});

test('every condition has its own chip; ids are replaced by names once those are known', () => {
  expect(chipTexts(everyKind)).toEqual([
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
  expect(chipTexts({ accounts: ['a1'] }, null)).toEqual(['Account a1']);
});

test('a chip removes only its own condition, and all of them together remove everything', () => {
  const chips = chipsOf(everyKind, choices, now);
  const orders = chips.find(({ value }) => value === 'Orders');
  expect(orders?.without).toEqual({ lists: ['Notices'] });
  expect(new Set(chips.map(({ key }) => key)).size).toBe(chips.length);
  let left = everyKind;
  while (chipsOf(left, choices, now).length > 0) left = { ...left, ...chipsOf(left, choices, now)[0]?.without };
  expect(isEverything(left)).toBe(true);
});

describe('the name of a period', () => {
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
