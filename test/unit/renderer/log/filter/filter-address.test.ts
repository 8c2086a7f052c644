import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { noFilter, type LogFilter } from '../../../../../electron/shared/ipc/contract.ts';
import { LogFilterSchema } from '../../../../../electron/shared/domain/log-filter.ts';
import { logPath, readQuery, writeQuery } from '../../../../../renderer/log/filter/filter-address.ts';
import { readHash } from '../../../../../renderer/stores/route-address.ts';

const there = (filter: Partial<LogFilter>) => ({ filter: { ...noFilter, ...filter }, order: 'newest' as const });

describe('a filter written to an address is read back', () => {
  it.each<[string, Partial<LogFilter>]>([
    ['nothing', {}],
    ['everything at once', { search: 'ck1', outcomes: ['accepted', 'sending'], kinds: ['test', 'production'], from: 1, to: 2 }],
    ['moments before 1970', { from: -5, to: 0 }],
    ['several lists', { lists: ['Orders', 'Returns & refunds', 'a,b', 'a=b', 'list=x'] }],
    [
      'names that mean something in an address',
      { lists: ['#/send', '?', '%', '%41', '/', '..', '+', ' a  b '], templates: ['&outcome=x'] },
    ],
    ['names that are not ASCII', { lists: ['Bestellungen für München', '注文', '🙂', 'e\u0301'], accounts: ['ü'], presets: ['é'] }],
    ['hostile text', { search: `"*' NEAR( -- <b>&amp;#? \u0000 \n` }],
  ])('%s', (_, filter) => {
    const looking = there(filter);
    expect(readQuery(readHash(`#${logPath(12, looking)}`).search)).toEqual(looking);
    expect(readHash(`#${logPath(12, looking)}`)).toMatchObject({ screen: 'log', id: '12' });
    expect(readHash(`#${logPath(null, looking)}`)).toMatchObject({ screen: 'log', id: null });
  });

  it('keeps the order', () => {
    expect(readQuery(writeQuery({ filter: noFilter, order: 'oldest' }))).toEqual({ filter: noFilter, order: 'oldest' });
  });
});

test('the address of everything has no query', () => {
  expect(logPath(null, there({}))).toBe('/log');
  expect(logPath(3, there({}))).toBe('/log/3');
  expect(logPath(null, there({ outcomes: ['unknown'], lists: ['A b'] }))).toBe('/log?outcome=unknown&list=A+b');
});

describe('an invalid address', () => {
  it.each([
    'x=1&constructor=2&__proto__=3',
    'outcome=&outcome=lost&kind=PRODUCTION&order=random&list=&q=',
    'from=now&to=1e3&from=2&to=',
    'from=99999999999999999999',
    `account=${'x'.repeat(65)}&list=${'x'.repeat(10_001)}`,
    '%&%%=%zz',
  ])('%s', (search) => {
    expect(readQuery(search)).toEqual(there({}));
  });

  it('always gives a filter that the log accepts', () => {
    const many = Array.from({ length: 300 }, (_, n) => `list=${n}&outcome=accepted&outcome=accepted`).join('&');
    const { filter } = readQuery(`${many}&q=${'a'.repeat(5000)}`);
    expect(v.is(LogFilterSchema, filter)).toBe(true);
    expect(filter.lists).toHaveLength(100);
    expect(filter.outcomes).toEqual(['accepted']);
    expect(filter.search).toHaveLength(1000);
  });
});
