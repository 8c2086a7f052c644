import { describe, expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { at, newEntry, storedOutcome, pressOf } from '../a-log.ts';
import { found, logWithReader, queryOf, send, walked } from '../a-reader.ts';

describe('the search', () => {
  test.each([
    ['the customer key', 'ck10'],
    ['the list', 'RETURNS'],
    ['the list', 'refunds'],
    ['the template', 'receipt'],
    ['the preset', 'late parc'],
    ['the campaign', 'nov'],
    ['the account', 'acme'],
    ['the outcome', 'rejected'],
    ['the status', '404'],
    ['the error text', 'subscriber not'],
    ['the body', 'Überraschung'],
    ['diacritics left out', 'uberraschung'],
    ['diacritics put in', 'récéipt'],
    ['a part of a word behind a sign', 'ada@exa'],
    ['words in any order and place', 'overraskelse nov receipt ck1042'],
  ])('covers %s: %j', async (_, search) => {
    const { log, reader } = logWithReader();
    const message = { list: 'Returns & refunds', template: 'Invoice/Receipt', campaignName: 'nov-26' };
    const { id } = log.begin(newEntry({ presetId: 'p', presetName: 'Late parcels', message }));
    const responseBody = Buffer.from('<p>Überraschung, overraskelse: ada@example.com</p>');
    log.storeOutcome(
      pressOf(log, id),
      storedOutcome({ outcome: 'rejected', status: 404, errorText: 'Subscriber Not Found', responseBody }),
    );
    send(log, { key: 'other', account: 'zzz', list: 'L', template: 'T' });
    expect(await found(reader, { search })).toEqual([id]);
    expect(await found(reader, { search: `${search} nowhere` })).toEqual([]);
  });

  test('puts the exact customer key first, whatever its case, in either order', async () => {
    const { log, reader } = logWithReader();
    const keys = ['ck10', 'ck1', 'ck100', 'CK1', 'other', 'ck1', 'ck11'];
    const ids = keys.map((key) => send(log, { key, body: key === 'other' ? 'about ck1' : '0' }));
    const named = (numbers: number[]) => numbers.map((id) => `${keys[ids.indexOf(id)]}#${id}`);
    expect(named(await found(reader, { search: ' ck1 ' }))).toEqual(['ck1#6', 'CK1#4', 'ck1#2', 'ck11#7', 'other#5', 'ck100#3', 'ck10#1']);
    expect(named(await walked(reader, { search: 'ck1' }, 'newest', 2))).toEqual(named(await found(reader, { search: 'ck1' })));
    expect(named(await walked(reader, { search: 'ck1' }, 'oldest', 3))).toEqual([
      'ck1#2',
      'CK1#4',
      'ck1#6',
      'ck10#1',
      'ck100#3',
      'other#5',
      'ck11#7',
    ]);
  });

  test('finds a key without letters and digits', async () => {
    const { log, reader } = logWithReader();
    const id = send(log, { key: '***' });
    send(log, { key: '**' });
    expect(await found(reader, { search: '***' })).toEqual([id]);
    expect(await reader.overview({ filter: { ...noFilter, search: '***' }, activity: true }, () => undefined)).toMatchObject({ total: 1 });
  });

  test.each(['', ' ', '\n\t'])('without text finds everything: %j', async (search) => {
    const { log, reader } = logWithReader();
    expect(await found(reader, { search })).toEqual([]);
    const id = send(log);
    expect(await found(reader, { search })).toEqual([id]);
  });

  test('covers the beginning of a body, and shows bytes that are not text', async () => {
    const { log, reader } = logWithReader();
    const id = send(log, { body: `${'x '.repeat(10_000)} within ${'y '.repeat(20_000)} beyond` });
    const { id: binary } = log.begin(newEntry());
    log.storeOutcome(pressOf(log, binary), storedOutcome({ responseBody: Buffer.from([0xff, 0, 0xfe, 0x41, 0x42, 0x43]) }));
    expect(await found(reader, { search: 'within' })).toEqual([id]);
    expect(await found(reader, { search: 'beyond' })).toEqual([]);
    expect(await found(reader, { search: 'abc' })).toEqual([binary]);
  });

  test('finds and counts where every message has a campaign and a template of its own', async () => {
    const { log, reader } = logWithReader();
    const ids = Array.from({ length: 520 }, (_, n) => send(log, { key: `k${n}`, campaign: `Order ${n}-nov`, template: `Letter ${n}` }));
    while (reader.catchUp());
    const totalOf = async (search: string): Promise<number> => {
      const overview = await reader.overview({ filter: { ...noFilter, search }, activity: true }, () => undefined);
      const inBars = overview.activity?.bars.reduce((sum, { counts }) => sum + counts.accepted, 0) ?? 0;
      expect(inBars).toBe(overview.total);
      return overview.total;
    };
    expect(await found(reader, { search: 'order letter' })).toEqual(ids.slice(-100).reverse());
    for (const search of ['order', 'letter', 'ord let', 'nov order letter']) expect(await totalOf(search)).toBe(520);
    for (const n of [3, 249, 250, 519]) {
      expect(await found(reader, { search: `order ${n}-nov` })).toEqual([ids[n]]);
      expect(await totalOf(`letter ${n}-n`)).toBe(1);
    }
  });

  test('finds subject lines, which are no templates to choose from', async () => {
    const { log, reader } = logWithReader();
    const message = { command: 'content', template: 'Your order 5001' } as const;
    const { id } = log.begin(newEntry({ message }));
    send(log, { template: 'Your receipt' });
    expect(await found(reader, { search: 'your ord 5001' })).toEqual([id]);
    expect(await found(reader, { search: 'your' })).toEqual([id + 1, id]);
    const many = { command: 'content', template: 'Sale today' } as const;
    for (let n = 0; n < 251; n++) log.begin(newEntry({ message: { ...many, campaignName: `Spring ${n} late` } }));
    while (reader.catchUp());
    expect(await found(reader, { search: 'late sale' })).toHaveLength(100);
    expect(await found(reader, { search: 'late-sale' })).toEqual([]);
    expect(reader.choices().templates.map(({ label }) => label)).toEqual(['Your receipt']);
  });

  test('accepts ten thousand hostile inputs without an error', async () => {
    const { log, reader } = logWithReader();
    for (const key of ['ck1', 'NEAR', '"', '*', "O'Brien", 'Zoë']) send(log, { key, list: 'AND', template: 'f1 OR f2' });
    const pieces = [
      '"',
      '*',
      '(',
      ')',
      'NEAR',
      'NEAR(',
      'AND',
      'OR',
      'NOT',
      '^',
      ':',
      '-',
      '+',
      '{',
      '}',
      "'",
      '\\',
      '%',
      '_',
      ';',
      '--',
      'key',
      'facet',
      'facet:',
      'f1',
      'f2',
      '{key said} : ',
      'ck1',
      'Zoë',
      '🎉',
      '\u0000',
      '\ud800',
      '\udfff',
      '\u202e',
      '\u0301',
      ' ',
      '\t',
      '\n',
      'é',
      '文字',
      'x'.repeat(300),
    ];
    let seed = 20_261_124;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % below;
    };
    for (let n = 0; n < 10_000; n += 1) {
      const search = Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)])
        .join(random(2) === 0 ? '' : ' ')
        .slice(0, 1000);
      const filter = random(4) === 0 ? { search, outcomes: ['accepted' as const], from: at - 1 } : { search };
      await expect(reader.page(queryOf(filter)), JSON.stringify(search)).resolves.toHaveProperty('entries');
      if (n % 20 === 0)
        await expect(reader.overview({ filter: { ...noFilter, ...filter }, activity: true }, () => undefined)).resolves.toHaveProperty(
          'total',
        );
    }
  }, 60_000);
});
