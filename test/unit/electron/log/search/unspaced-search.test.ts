/** In scripts without spaces between words, any part of a text is found, and nothing else. */
import { describe, expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import type { LogQueryService } from '../../../../../electron/log/reader/log-query-service.ts';
import { foldLookAlikes } from '../../../../../electron/shared/base/fold-look-alikes.ts';
import { newEntry } from '../a-log.ts';
import { found, logWithReader, queryOf, send } from '../a-reader.ts';

test.each([
  [
    'ご注文の確認メール',
    ['確認メール', '確認', '認', 'メール', 'ー', 'ル', '文の', 'ご', 'の', '注文の確認メール', 'ご注文の確認メール'],
    ['確メ', '認確', 'メル', 'めーる'],
  ],
  ['ｺﾞ注文ﾒｰﾙ', ['ゴ', 'ｺﾞ注', 'メール', 'ﾒｰﾙ', 'ｰ'], ['コ注', 'ルメ']],
  ['ｶﾞｷﾞ', ['ガ', 'カ\u3099', 'ギ', 'ガギ'], ['カ', 'カキ']],
  ['订单确认（重要）', ['确', '确认', '单确认', '重要', '确认（重要', '订单确认（重要）'], ['认重要ー', '要重']],
  ['佐々木様〆切〇', ['々', '々木', '〆', '〇', '〆切'], ['木々']],
  ['𠮟る𠮷野家', ['𠮟', '𠮷野', 'る𠮷'], ['𠮷る']],
  ['ยืนยันคำสั่งซื้อ', ['คำสั่ง', 'สั่ง', 'ซื้อ', 'ย', 'ั', 'ยืนยัน'], ['ซื้อย', 'สงั']],
  ['ຢືນຢັນຄໍາສັ່ງ', ['ຄໍາ', 'ສັ່ງ', 'ຢ'], ['ງສ']],
  ['បញ្ជាក់ការបញ្ជាទិញ', ['ការ', 'បញ្ជាទិញ', 'ញ្ជា', '្'], ['ទិញប']],
  ['အော်ဒါအတည်ပြုချက်', ['အတည်ပြု', 'ချက်', 'ါ', 'ဒါ'], ['ဒါချ']],
  ['བཀའ་མངགས', ['མངགས', 'ཀ', 'བཀའ་མ'], ['གསབ']],
  ['주문확인메일 도착', ['주문', '확인', '메일', '인', '확인메일', '도착', '주문 메일'], ['인확', '일도']],
  ['Sale🎉🇸🇪👍🏽now', ['🎉', '🇸🇪', '👍', '🏽', 'sale🎉', '🎉🇸', 'now', '👍🏽now', 'Sale🎉🇸🇪👍🏽n'], ['🎊', 'ale']],
  ['👩‍💻 works', ['👩‍💻', '💻', '👩', 'works'], ['👨']],
  ['注文No.42発送', ['注文', '文no', '文No.42', '42', '4', '42発', '発送', '注文No.42発送', 'no'], ['2発', '文42', 'o.4']],
  ['Xylo注文ABC', ['xylo', 'xy', '注', '文abc', 'xylo注文a', 'xylo注', 'abc'], ['bc', 'ylo', '注abc']],
  ['Zoe\u0308 q\u0338b vie\u0302\u0323t', ['zoë', 'zoe', 'Zoe\u0308', 'z', 'zo', 'việt', 'viet', 'q\u0338', 'vi', 'v'], ['oe', 'iet']],
  ['हिन्दी संदेश', ['हिन्दी', 'हि', 'सं', 'संदेश'], ['ख']],
  ['שָׁלוֹם مُحَمَّد', ['שָׁלוֹם', 'مُحَمَّد', 'مُ'], ['ب']],
  ['★確認★', ['確認', '★', '★確認', '確認★'], ['認確']],
])('in %j each of %j is found, and none of %j', async (text, there, missing) => {
  const { log, reader } = logWithReader();
  const other = send(log, { key: 'other' });
  const ids = [
    send(log, { template: text, key: 'k1' }),
    send(log, { list: `Ω ${text} ω`, key: 'k2' }),
    send(log, { key: text }),
    send(log, { campaign: text, key: 'k4' }),
    send(log, { error: `Ω ${text}`, key: 'k5' }),
    send(log, { body: `{"title":"${text}"}`, key: 'k6' }),
    send(log, { preset: text, key: 'k7' }),
    log.begin(newEntry({ message: { command: 'content', template: text, customerKey: 'k8' } })).id,
  ];
  const byId = (one: number, two: number) => one - two;
  for (const search of there) expect((await found(reader, { search })).sort(byId), JSON.stringify(search)).toEqual(ids);
  for (const search of missing) expect(await found(reader, { search }), JSON.stringify(search)).toEqual([]);
  expect(await found(reader, { search: 'other' })).toEqual([other]);
  for (const search of there) {
    const { total } = await reader.overview({ filter: { ...noFilter, search }, activity: true }, () => undefined);
    expect(total, JSON.stringify(search)).toBe(ids.length);
  }
});

test('two pieces with a space between them are found in any order, each as a part of any text', async () => {
  const { log, reader } = logWithReader();
  const id = send(log, { template: 'ご注文の確認メール', list: '日本の店', key: 'k' });
  for (const search of ['メール 注文', '注文　確認', '本の 認メ', '日 ル k', '確認 店'])
    expect(await found(reader, { search })).toEqual([id]);
  for (const search of ['メール 注意', '本の 店の']) expect(await found(reader, { search })).toEqual([]);
});

test('in other scripts one and two characters are prefixes of words', async () => {
  const { log, reader } = logWithReader();
  const ids = ['wq7', 'Q-w', 'aw', '77'].map((key) => send(log, { key }));
  const keysOf = async (search: string) => (await found(reader, { search })).map((id) => ids.indexOf(id)).sort();
  expect(await keysOf('w')).toEqual([0, 1]);
  expect(await keysOf('wq')).toEqual([0]);
  expect(await keysOf('q')).toEqual([1]);
  expect(await keysOf('7')).toEqual([3]);
  expect(await keysOf('77')).toEqual([3]);
  expect(await keysOf('q w')).toEqual([1]);
  expect(await keysOf('q7')).toEqual([]);
});

test('the exact key comes first, also before keys that contain it', async () => {
  const { log, reader } = logWithReader();
  const ids = ['顧客', '大顧客', '顧客1', '顧客'].map((key) => send(log, { key }));
  expect(await found(reader, { search: '顧客' })).toEqual([ids[3], ids[0], ids[2], ids[1]]);
});

describe('of random texts', () => {
  const pieces = Array.from('確認のメールーガご注文文文ﾒﾞんกำสั่งซื้อັການမြန်មា확인메일🎉🇸🇪🏽𠮷々');
  const between = [' ', '　', '、', '。', '-', 'a', 'B', '7', '「', '\n'];
  let seed = 20_261_125;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const one = (from: readonly string[]): string => from[random(from.length)] ?? '';
  const made = (length: number): string => Array.from({ length }, () => (random(5) === 0 ? one(between) : one(pieces))).join('');
  const texts = Array.from({ length: 400 }, () => made(1 + random(30)));

  const withTexts = (): LogQueryService => {
    const { log, reader: opened } = logWithReader();
    for (const [at, error] of texts.entries()) send(log, { key: `k${at}`, list: 'L', template: 'T', account: 'x', error });
    while (opened.catchUp());
    return opened;
  };

  test('a piece is found in exactly those texts that contain it', async () => {
    const reader = withTexts();
    const searches = new Set(Array.from({ length: 600 }, () => Array.from({ length: 1 + random(4) }, () => one(pieces)).join('')));
    for (const text of texts.slice(0, 100)) {
      const run = Array.from(text);
      const from = random(run.length);
      searches.add(run.slice(from, from + 1 + random(6)).join(''));
    }
    let hits = 0;
    for (const search of searches) {
      const folded = foldLookAlikes(search);
      if (/[\s、。「\-a-z0-9]/.test(folded) || folded === '') continue;
      const expected = texts.flatMap((text, at) => (foldLookAlikes(text).includes(folded) ? [at + 1] : []));
      hits += expected.length;
      const page = await reader.page(queryOf({ search }, { order: 'oldest', limit: 500 }));
      expect(
        page.entries.map(({ id }) => id),
        JSON.stringify(search),
      ).toEqual(expected);
    }
    expect(hits).toBeGreaterThan(500);
  });
});

test('the longest possible search works, whether it is one piece or hundreds', async () => {
  const { log, reader } = logWithReader();
  const kanji = Array.from({ length: 500 }, (_, n) => String.fromCodePoint(0x4e00 + n));
  const id = send(log, { body: kanji.join('') });
  expect(await found(reader, { search: kanji.join('') })).toEqual([id]);
  expect(await found(reader, { search: kanji.join(' ') })).toEqual([id]);
  expect(await found(reader, { search: `${kanji.join(' ')} ䷿` })).toEqual([]);
  expect(await found(reader, { search: 'の'.repeat(1000) })).toEqual([]);
});
