import { expect, test } from 'vitest';
import { newEntry, openLog } from '../a-log.ts';

const keys = (log: ReturnType<typeof openLog>, id: number): Record<'later' | 'earlier', string[]> => {
  const { later, earlier } = log.neighbours(id);
  return { later: later.map(({ customerKey }) => customerKey), earlier: earlier.map(({ customerKey }) => customerKey) };
};

function logOf(...customerKeys: string[]): { log: ReturnType<typeof openLog>; ids: Map<string, number> } {
  const log = openLog();
  const ids = new Map(customerKeys.map((customerKey) => [customerKey, log.begin(newEntry({ message: { customerKey } })).id]));
  return { log, ids };
}

test('are found in any spelling of the key, nearest first, without other keys', () => {
  const { log, ids } = logOf(
    'MÜLLER-7',
    'müller-8',
    'Mu\u0308ller-7',
    'müller-7',
    'muller-7',
    'MÜller-7',
    'straße',
    'STRASSE',
    'Ck1',
    'cK1',
    'ada@xn--exmple-cua.de',
    'Ada@exämple.de',
    'AB–1',
    'AB-1',
  );
  expect(keys(log, ids.get('müller-7') ?? 0)).toEqual({ later: ['MÜller-7'], earlier: ['Mu\u0308ller-7', 'MÜLLER-7'] });
  expect(keys(log, ids.get('straße') ?? 0)).toEqual({ later: ['STRASSE'], earlier: [] });
  expect(keys(log, ids.get('STRASSE') ?? 0)).toEqual({ later: [], earlier: ['straße'] });
  expect(keys(log, ids.get('cK1') ?? 0)).toEqual({ later: [], earlier: ['Ck1'] });
  expect(keys(log, ids.get('Ada@exämple.de') ?? 0)).toEqual({ later: [], earlier: ['ada@xn--exmple-cua.de'] });
  expect(keys(log, ids.get('ada@xn--exmple-cua.de') ?? 0)).toEqual({ later: ['Ada@exämple.de'], earlier: [] });
  expect(keys(log, ids.get('AB-1') ?? 0)).toEqual({ later: [], earlier: ['AB–1'] });
});

test('are at most ten in each direction', () => {
  const log = openLog();
  const all = Array.from({ length: 31 }, (_, n) => log.begin(newEntry({ message: { customerKey: n % 2 ? 'ÄÖ' : 'äö' } })).id);
  const middle = all[15] ?? 0;
  const { later, earlier } = log.neighbours(middle);
  expect(later.map(({ id }) => id)).toEqual(all.slice(16, 26));
  expect(earlier.map(({ id }) => id)).toEqual(all.slice(5, 15).reverse());
});

test('of a missing entry throw', () => {
  expect(() => openLog().neighbours(7)).toThrow('there is no entry 7');
});
