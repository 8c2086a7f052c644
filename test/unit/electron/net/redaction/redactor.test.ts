import { describe, expect, test } from 'vitest';
import { Redactor } from '../../../../../electron/net/redaction/redactor.ts';
import { leakIn } from './leaks.ts';

const gone = '[credential removed]';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
const of = (...typed: string[]): Redactor => new Redactor({ typed, base64: typed.map((secret) => base64(`acme:${secret}`)) });
const body = async (redactor: Redactor, bytes: Uint8Array, options = {}): Promise<string> =>
  Buffer.from(await redactor.body(bytes, options)).toString('latin1');

describe('a secret that is in a text', () => {
  const secrets = of('horses', 'correct horses', '$& $1 .*', 'größer 🐎');

  test.each([
    ['nothing of it', 'a response', 'a response'],
    ['nothing at all', '', ''],
    ['all of it', 'correct horses', gone],
    ['it twice', 'correct horses, correct horses', `${gone}, ${gone}`],
    ['the longer one around the shorter', '<correct horses> and <horses>', `<${gone}> and <${gone}>`],
    ['what a pattern would read otherwise', 'x $& $1 .* y $& $1 xx', `x ${gone} y ${gone}xx`],
    ['umlauts', 'viel größer 🐎!', `viel ${gone}!`],
    ['the same in another case', 'CORRECT Horses and GRÖSSER 🐎', `${gone} and ${gone}`],
    ['six characters of it', 'the correct way', `the ${gone}way`],
    ['not five of them', 'incorre, orses', 'incorre, orses'],
  ])('is removed: %s', (_, text, clean) => {
    expect(secrets.text(text)).toBe(clean);
  });

  test('nothing is removed without secrets', () => {
    const none = new Redactor({ typed: ['', '0', '123'], base64: [] });
    expect([none.isEmpty, none.text('123 0')]).toEqual([true, '123 0']);
  });

  test('of four or five characters is removed as a whole, in its encodings as well', () => {
    const short = new Redactor({ typed: ['h0rs', 'st@pl'], base64: [] });
    expect(short.text(`h0rs, H0RS, st%40pl, "${base64('st@pl')}", h0r, st@p`)).toBe(`${gone}, ${gone}, ${gone}, "${gone}", h0r, st@p`);
  });
});

/** Encodings of secrets, as servers write them. */
const echoes: readonly (readonly [name: string, secret: string, echo: string])[] = [
  ['percent-encoded', 'Sommer2024!', 'Sommer2024%21'],
  ['an HTML entity with a zero', "o'brien77", 'o&#039;brien77'],
  ['a hexadecimal entity', "o'brien77", 'o&#X27;brien77'],
  ['an entity without a semicolon', "o'brien77", 'o&#39brien77'],
  ['named entities', 'a<b>&"c"! ü', 'a&lt;b&gt;&amp;&quot;c&quot;&excl;&nbsp;&uuml;'],
  ['named entities in capitals', 'a<b>&"c"!ü', 'A&LT;B&GT;&AMP;&QUOT;C&QUOT;&EXCL;&UUML;'],
  ['JSON', 'a/"b"\\ü cd', 'a\\/\\"b\\"\\\\\\u00FC cd'],
  ['JavaScript', "o'bri\\en7", "o\\'b\\x72\\u{69}\\\\\\x65\\u{00006e}7"],
  ['octal escapes', "o'brien77", 'o\\047brien77'],
  [
    'each letter as \\u',
    'Sommer2024!',
    'Sommer2024!'.replace(/./g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
  ["JavaScript's escape", 'größer!', 'gr%F6%DFer%21'],
  ['escape beyond Latin-1', 'пароль77', '%u043F%u0430%u0440%u043E%u043B%u044C77'],
  ['a form', 'a b c+d!e', 'a+b+c%2Bd%21e'],
  ['three levels of percent', 'Sommer2024!', 'Sommer2024%252521'],
  ['percent in an entity in JSON', "o'brien77", '\\u0026#37;27'.replace(/^/, 'o').concat('brien77')],
  ['upper case', 'Sommer2024!', 'SOMMER2024!'],
  ['no-break spaces that look like a part of UTF-8', 'äÄ  ÄÉ ', 'ä&#196;&bsol;x20&#32;&#196;&#xC9;&nbsp;'],
  ['capitals that are longer', 'größer77', 'GRÖSSER77'],
  ['composed of parts', 'größer77', 'größer77'.normalize('NFD')],
  ['UTF-8 taken for Latin-1', 'größer77', 'gr\\u00c3\\u00b6\\u00c3\\u009fer77'],
  ['hex', 'Sommer2024!', hex('Sommer2024!')],
  ['hex in capitals', 'Sommer2024!', hex('Sommer2024!').toUpperCase()],
  ['base64', 'Sommer2024!', base64('Sommer2024!')],
  ['base64 without its padding', 'Sommer2024!', base64('Sommer2024!').replace('=', '')],
  ['base64 for URLs', '>>>???~~~', base64('>>>???~~~').replaceAll('/', '_').replaceAll('+', '-')],
  ['the value of the header', 'Sommer2024!', base64('acme:Sommer2024!')],
  ['the value of the header in small letters', 'Sommer2024!!!', base64('acme:Sommer2024!!!').toLowerCase()],
  ['base64 in capitals', 'Sommer2024!!', base64('Sommer2024!!').toUpperCase()],
  ['base64 of base64 of base64', 'Sommer2024!', base64(base64(base64('Sommer2024!')))],
  ['hex of an entity', "o'brien77", hex('o&#39;brien77')],
];

describe('a secret that is encoded', () => {
  test.each(echoes)('as %s is removed with every character', async (_, secret, echo) => {
    expect(of(secret).text(`<${echo}>`)).toBe(`<${gone}>`);
    expect(await body(of(secret), Buffer.from(`<${echo}>`))).toBe(`<${gone}>`);
    expect(of(secret).header(Buffer.from(`<${echo}>`).toString('latin1'))).toBe(`<${gone}>`);
  });

  test.each(['', 'a', 'ab', 'realm:'])('in base64 after %j is removed, and the text before it stays', (before) => {
    const kept = of('Sommer2024!').text(base64(`${before}Sommer2024! and what follows`));
    expect(kept).toContain(gone);
    const [head = '', tail = ''] = kept.split(gone);
    expect(base64(before).startsWith(head) || base64(`${before}S`).startsWith(head)).toBe(true);
    expect(base64(`${before}Sommer2024! and what follows`).endsWith(tail)).toBe(true);
    expect(tail.length).toBeGreaterThan(20);
  });

  test('in base64 of several lines is removed', () => {
    const lines = base64(`${'x'.repeat(50)}Sommer2024!${'y'.repeat(50)}`).replace(/.{76}/g, '$&\r\n');
    expect(of('Sommer2024!').text(lines)).toContain(gone);
    expect(
      Buffer.from(
        of('Sommer2024!')
          .text(lines)
          .replace(/\[.*\]/, ''),
        'base64',
      ).toString(),
    ).not.toMatch(/ommer2|mer202|r2024!/);
  });

  test.each([
    ['little-endian', (text: string) => Buffer.from(text, 'utf16le')],
    ['big-endian', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('in UTF-16, %s, is removed, and its neighbours keep both their bytes', async (_, encode) => {
    const kept = await body(of('Sommer2024!'), encode('ab Sommer2024! cd'));
    const [before = '', behind = ''] = kept.split(gone);
    const half = (text: string): string => encode(text).toString('latin1').replace('\xff\xfe', '');
    expect(before.endsWith(half('ab '))).toBe(true);
    expect(behind).toBe(half(' cd'));
  });

  const numbers = (text: string, write: (code: number) => string): string =>
    Array.from(text, (letter) => write(letter.codePointAt(0) ?? 0)).join('');
  const hex = (code: number): string => code.toString(16);

  test.each<[string, string]>([
    ['decimal', numbers('Xq7-zebra!9', (code) => `&#${code}`)],
    ['hexadecimal', numbers('Xq7-zebra!9', (code) => `&#x${hex(code)}`)],
    ['padded', numbers('Xq7-zebra!9', (code) => `&#${String(code).padStart(7, '0')}`)],
    ['padded hexadecimal', numbers('Xq7-zebra!9', (code) => `&#X${hex(code).padStart(5, '0')}`)],
    ['with an escaped &', numbers('Xq7-zebra!9', (code) => `\\u0026#${code}`)],
    ['percent-encoded', encodeURIComponent(numbers('Xq7-zebra!9', (code) => `&#${code}`))],
    [
      'inside themselves',
      numbers(
        numbers('Xq7-zebra!9', (code) => `&#${code}`),
        (code) => `&#${code}`,
      ),
    ],
    ['of every other character, the others percent-encoded', numbers('Xq7-zebra!9', (code) => (code % 2 ? `&#${code}` : `%${hex(code)}`))],
    ['of every other character, the others escaped', numbers('Xq7-zebra!9', (code) => (code % 2 ? `&#${code}` : `\\x${hex(code)}`))],
  ])('in references without semicolons, %s, is removed', async (_, echo) => {
    expect(of('Xq7-zebra!9').text(`<${echo}>`)).toBe(`<${gone}>`);
    expect(await body(of('Xq7-zebra!9'), Buffer.from(JSON.stringify({ error: `${echo}"` })))).toBe(`{"error":"${gone}\\""}`);
  });

  test.each(['&#8%38;', '&#8%2538;', '&#8\\u0038;', '&#x5%38%3b', '&#88%3B', '&#8%3\\u0038;', '&#88\\;', '&#8\\u{0038};', '&#8\\070;'])(
    'a reference whose number continues in an escape is decoded: %s',
    (first) => {
      expect(of('Xq7-zeb').text(`<${first}q7-zeb>`)).toBe(`<${gone}>`);
    },
  );

  const utf16 = (bytes: Buffer, order: string): Buffer => {
    const little = Buffer.from(bytes.toString('latin1'), 'utf16le');
    return order === 'LE' ? little : little.swap16();
  };
  test.each(['LE LE', 'LE BE', 'BE LE', 'BE BE', 'LE LE LE', 'LE BE LE', 'BE LE BE', 'BE BE BE'])(
    'in UTF-16 inside UTF-16 is removed, in the byte orders %s',
    async (orders) => {
      const encode = (text: string): Buffer => orders.split(' ').reduce(utf16, Buffer.from(text));
      const kept = await body(of('Sommer2024!'), encode('ab Sommer2024! cd'));
      expect(kept).toContain(gone);
      expect(kept.replaceAll('\0', '')).toBe(`ab ${gone} cd`);
      expect(of('Sommer2024!').text(encode('ab Sommer2024! cd').toString('base64'))).toContain(gone);
    },
  );

  test('in Latin-1 is removed', async () => {
    expect(await body(of('größer77'), Buffer.from('<größer77>', 'latin1'))).toBe(`<${gone}>`);
  });
});

test.each(['РЫБА 77 РОВ', '⭐⬛†“ab 7', 'Ġīan+ Ыы'])(
  'a form encoding of the UTF-16 of %j is removed, although its bytes may be blanks and pluses',
  (secret) => {
    const once = (bytes: string): string =>
      encodeURIComponent(bytes)
        .replaceAll('%20', '+')
        .replace(/%C2(%..)/g, '$1');
    for (const bytes of [Buffer.from(secret, 'utf16le'), Buffer.from(secret, 'utf16le').swap16()]) {
      const written = Array.from(bytes, (byte) => (byte < 0x80 ? once(String.fromCharCode(byte)) : `%${byte.toString(16)}`)).join('');
      for (const echo of [written, once(written).replaceAll('%2B', '+')])
        expect(leakIn(Buffer.from(of(secret).text(echo)), secret)).toBeNull();
      expect(of(secret).text(written)).toContain(gone);
      expect(of(secret).text(once(written))).toContain(gone);
    }
  },
);

describe('the bytes of a body', () => {
  const secrets = of('correct horse', 'größer 🐎');
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);

  test('stay the same object without a secret', async () => {
    expect(await secrets.body(all)).toBe(all);
    const empty = new Uint8Array();
    expect(await secrets.body(empty)).toBe(empty);
    expect(await new Redactor({ typed: [], base64: [] }).body(all)).toBe(all);
  });

  test('around a secret stay, even if they are no text', async () => {
    const bytes = Buffer.concat([all, Buffer.from('correct horse'), all, Buffer.from('größer 🐎'), all]);
    const clean = Buffer.concat([all, Buffer.from(gone), all, Buffer.from(gone), all]);
    expect(Buffer.from(await secrets.body(bytes)).equals(clean)).toBe(true);
  });

  test('can be a view, which is not changed', async () => {
    const whole = Buffer.from('correct horse|a response|correct horse');
    expect(await body(secrets, whole.subarray(14, 24))).toBe('a response');
    expect(await body(secrets, whole.subarray(14))).toBe(`a response|${gone}`);
    expect(whole.toString()).toBe('correct horse|a response|correct horse');
  });

  test('are searched across the parts of a long body', async () => {
    for (let at = 50 * 1024; at < 66 * 1024; at += 997) {
      const bytes = Buffer.alloc(200 * 1024, 'x. ');
      bytes.write('correct%20horse', at);
      const kept = await secrets.body(bytes);
      expect(Buffer.from(kept).indexOf(gone)).toBe(at);
      expect(kept.length).toBe(bytes.length + gone.length - 'correct%20horse'.length);
    }
  });

  test.each(['corr', 'corre', 'corr%65', 'corr&#1', 'corr\\u00', base64('acme:correct horse').slice(0, 5)])(
    'of a cut body lose the beginning %j of a secret at their end, but only there',
    async (beginning) => {
      expect(await body(secrets, Buffer.from(`so: ${beginning}`), { cut: true })).toBe(`so: ${gone}`);
      const elsewhere = Buffer.from(`so: ${beginning} .`);
      expect(await secrets.body(elsewhere, { cut: true })).toBe(elsewhere);
      expect(await secrets.body(Buffer.from(`so: ${beginning}`))).not.toContain(gone);
    },
  );
});

describe('a body in a declared character set', () => {
  test.each([
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
    ['utf-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('%s keeps that set for the replacement', async (charset, encode) => {
    const kept = await of('größer %21 пароль').body(encode('ü größer %21 пароль ы'), { charset });
    expect(Buffer.from(kept).equals(encode(`ü ${gone} ы`))).toBe(true);
  });

  test.each([
    ['windows-1251', 'пароль77', [0xef, 0xe0, 0xf0, 0xee, 0xeb, 0xfc, 0x37, 0x37]],
    ['koi8-r', 'пароль77', [0xd0, 0xc1, 0xd2, 0xcf, 0xcc, 0xd8, 0x37, 0x37]],
    ['windows-1252', '€uro–77', [0x80, 0x75, 0x72, 0x6f, 0x96, 0x37, 0x37]],
    ['shift_jis', '日本日本日本', [0x93, 0xfa, 0x96, 0x7b, 0x93, 0xfa, 0x96, 0x7b, 0x93, 0xfa, 0x96, 0x7b]],
    ['gb18030', '中文中文中文', [0xd6, 0xd0, 0xce, 0xc4, 0xd6, 0xd0, 0xce, 0xc4, 0xd6, 0xd0, 0xce, 0xc4]],
    ['euc-kr', '한국한국한국', [0xc7, 0xd1, 0xb1, 0xb9, 0xc7, 0xd1, 0xb1, 0xb9, 0xc7, 0xd1, 0xb1, 0xb9]],
  ])('%s loses the secret and keeps the rest', async (charset, secret, bytes) => {
    expect(await body(of(secret), Uint8Array.from([0x61, 0xe9, 0x20, ...bytes, 0x7a]), { charset })).toBe(`a\xe9 ${gone}z`);
  });

  test("is removed as a whole if the bytes of the secret can't be located", async () => {
    const escaped = Buffer.from('\x1b$BF|K\\F|K\\F|K\\\x1b(B', 'latin1');
    expect(await body(of('日本日本日本'), escaped, { charset: 'iso-2022-jp' })).toBe(gone);
    expect(await of('correct horse').body(escaped, { charset: 'iso-2022-jp' })).toBe(escaped);
  });

  test('that is unknown, or is wrong, is still read', async () => {
    for (const charset of ['x-nothing', 'shift_jis', 'utf-8']) {
      expect(await body(of('correct horse'), Buffer.from('a correct%20horse z'), { charset })).toBe(`a ${gone} z`);
    }
    const wide = Buffer.from(gone, 'utf16le').toString('latin1');
    expect(await body(of('correct horse'), Buffer.from('a correct%20horse z'), { charset: 'utf-16le' })).toBe(`a ${wide} z`);
  });
});
