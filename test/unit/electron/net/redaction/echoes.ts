/** Seeded random data: encodings of a text as servers may echo it, secrets, and ordinary texts. */

export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const below = (random: Random, count: number): number => Math.floor(random() * count);
export function oneOf<T>(random: Random, all: readonly T[]): T {
  const one = all[below(random, all.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

const scripts = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  ' ',
  'äöüßéèñçøåÄÖÜÉ',
  '€“”–™',
  'абвгдежзийклмнопрстуфхцчшщ',
  'αβγδεζηθικλμνξοπρστυφχψως',
  '日本語中文字漢確認画面',
  'かなカナテスト',
  '한국어암호',
  'مرحبابالعالم',
  'שלוםעולם',
  'नमस्ते',
  '🐎🔑😀👩',
  // Their UTF-16 has a byte that forms encode as a blank, or that is a plus.
  'РЫрыĠī⭐⬛†‡',
];

/** Mixes a few scripts like a person would, without characters that Basic authorization can't contain. */
export function randomSecret(random: Random, length = 6 + below(random, 20)): string {
  const chosen = Array.from({ length: 1 + below(random, 4) }, () => oneOf(random, scripts));
  return Array.from({ length }, () => oneOf(random, Array.from(oneOf(random, chosen)))).join('');
}

const hexDigits = (random: Random, code: number, length: number): string =>
  Array.from(code.toString(16).padStart(length, '0'), (digit) => (random() < 0.5 ? digit.toUpperCase() : digit)).join('');

/** An encoding of bytes. `null` if it can't represent them. */
export type Encode = (bytes: Buffer, random: Random) => Buffer | null;

const isText = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes) && !bytes.includes(0);

/** How many characters are written as something else. */
const shares = [0, 0.1, 0.5, 1];
/** An encoding of text only; `must`: characters that an encoder of that kind has to encode. */
const ofText =
  (must: RegExp, write: (character: string, random: Random) => string): Encode =>
  (bytes, random) => {
    if (!isText(bytes)) return null;
    const share = oneOf(random, shares);
    const written = Array.from(bytes.toString('utf8'), (one) => (must.test(one) || random() < share ? write(one, random) : one));
    return Buffer.from(written.join(''), 'utf8');
  };

const percent: Encode = (bytes, random) => {
  const share = oneOf(random, shares);
  const plus = random() < 0.5;
  const encoded = (byte: number): string => `%${hexDigits(random, byte, 2)}`;
  const written = Array.from(isText(bytes) ? bytes.toString('utf8') : bytes.toString('latin1'), (character) => {
    const own = isText(bytes) ? Buffer.from(character) : Buffer.from(character, 'latin1');
    if (character === ' ' && plus && isText(bytes)) return '+';
    const stays = !/[%+\p{Cc}]/u.test(character) && (isText(bytes) || own[0] === undefined || own[0] < 0x80) && random() >= share;
    return stays ? character : Array.from(own, encoded).join('');
  });
  return Buffer.from(written.join(''), 'utf8');
};

const names: Readonly<Record<string, readonly string[]>> = {
  '&': ['amp', 'AMP'],
  '<': ['lt'],
  '>': ['gt'],
  '"': ['quot'],
  "'": ['apos'],
  '!': ['excl'],
  '#': ['num'],
  $: ['dollar'],
  '%': ['percnt'],
  '(': ['lpar'],
  ')': ['rpar'],
  '*': ['ast'],
  '+': ['plus'],
  ',': ['comma'],
  '.': ['period'],
  '/': ['sol'],
  ':': ['colon'],
  ';': ['semi'],
  '=': ['equals'],
  '?': ['quest'],
  '@': ['commat'],
  '[': ['lbrack', 'lsqb'],
  '\\': ['bsol'],
  ']': ['rbrack'],
  '^': ['Hat'],
  _: ['lowbar'],
  '`': ['grave'],
  '{': ['lcub'],
  '|': ['vert', 'verbar'],
  '}': ['rcub'],
  ä: ['auml'],
  ß: ['szlig'],
  é: ['eacute'],
  Ö: ['Ouml'],
  '€': ['euro'],
  '–': ['ndash'],
  ' ': ['nbsp'],
  а: ['acy'],
  α: ['alpha'],
};

const entity = (character: string, random: Random): string => {
  const code = character.codePointAt(0) ?? 0;
  const zeros = '0'.repeat(random() < 0.3 ? below(random, 6) : 0);
  const name = oneOf(random, names[character] ?? ['']);
  const kind = below(random, name === '' ? 2 : 3);
  if (kind === 0) return `&#${zeros}${code};`;
  return kind === 1 ? `&#${random() < 0.5 ? 'x' : 'X'}${zeros}${hexDigits(random, code, 1)};` : `&${name};`;
};

const script = (character: string, random: Random): string => {
  const short: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '/': '\\/', "'": "\\'" };
  const written = short[character];
  if (written !== undefined && random() < 0.5) return written;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100 && random() < 0.3) return `\\x${hexDigits(random, code, 2)}`;
  if (random() < 0.1) return `\\u{${hexDigits(random, code, 1)}}`;
  return character
    .split('')
    .map((unit) => `\\u${hexDigits(random, unit.charCodeAt(0), 4)}`)
    .join('');
};

const base64: Encode = (bytes, random) => {
  const before = Buffer.from(oneOf(random, ['', '', 'a', 'ab', 'acme:', 'x-realm:']));
  const behind = Buffer.from(oneOf(random, ['', '', '\n', '-', ';;']));
  const standard = Buffer.concat([before, bytes, behind]).toString('base64');
  const alphabet = random() < 0.5 ? standard : standard.replaceAll('+', '-').replaceAll('/', '_');
  return Buffer.from(random() < 0.5 ? alphabet : alphabet.replace(/=+$/, ''));
};

const hex: Encode = (bytes, random) => {
  const written = bytes.toString('hex');
  return Buffer.from(random() < 0.5 ? written : written.toUpperCase());
};

const utf16: Encode = (bytes, random) => {
  if (!isText(bytes)) return null;
  const little = Buffer.from((random() < 0.3 ? '\ufeff' : '') + bytes.toString('utf8'), 'utf16le');
  return random() < 0.5 ? little : little.swap16();
};

export const encodings: Readonly<Record<string, Encode>> = {
  percent,
  html: ofText(/[&<>"]/, entity),
  json: ofText(/["\\]/, script),
  base64,
  hex,
  utf16,
};

/** The encoded text, and how it was encoded. */
export interface Echo {
  bytes: Buffer;
  how: string;
}

/** The text in up to three random encodings, perhaps in upper or lower case before. */
export function randomEcho(random: Random, text: string): Echo {
  const cased = oneOf(random, [
    ['as it is', text],
    ['as it is', text],
    ['upper', text.toUpperCase()],
    ['lower', text.toLowerCase()],
  ] as const);
  const how: string[] = [cased[0]];
  let bytes = Buffer.from(cased[1], 'utf8');
  const count = cased[0] === 'as it is' ? below(random, 4) : below(random, 3);
  while (how.length <= count) {
    const [name, encode] = oneOf(random, Object.entries(encodings));
    const encoded = encode(bytes, random);
    if (encoded === null) continue;
    bytes = Buffer.from(encoded);
    how.push(name);
  }
  return { bytes, how: how.join(' > ') };
}

const words = [
  'order shipping delay notice customer account returned Thursday invoice number',
  'Bestellung Lieferung verzögert Rückgabe Größe Kündigung für Straße',
  'заказ доставка задержка клиент возврат спасибо',
  'παραγγελία καθυστέρηση πελάτης',
  'ご注文の確認メール 配送の遅延 お客様',
  '주문 확인 배송 지연 고객',
  'طلب تأخير الشحن العميل',
  'आदेश ग्राहक वितरण',
  'order-1042 2026-11-24 10:00:00 +01:00 c++ a_b 50% R&D <b> C:\\new\\table "x" \'y\' 🎉 \\o/',
].map((line) => line.split(' '));

const sentence = (random: Random): string => {
  const some = oneOf(random, words);
  return Array.from({ length: 3 + below(random, 12) }, () => oneOf(random, some)).join(' ');
};

/** What servers send without a secret: text, HTML, JSON, URLs, base64, hex, bytes of any kind. */
const kinds: readonly ((random: Random) => Buffer)[] = [
  (random) => Buffer.from(sentence(random)),
  (random) =>
    Buffer.from(JSON.stringify({ name: sentence(random), html: `<p class="x">${sentence(random)}</p>\n`, id: below(random, 1e9) })),
  (random) => Buffer.from(`<p title="${sentence(random).replaceAll('"', '&quot;')}">${sentence(random).replaceAll('<', '&lt;')}&nbsp;</p>`),
  (random) => Buffer.from(`https://a.example/?q=${encodeURIComponent(sentence(random))}&copy=1&x=%zz`),
  (random) => Buffer.from(Buffer.from(sentence(random)).toString('base64')),
  (random) => Buffer.from(Buffer.from(sentence(random)).toString('hex')),
  (random) => Buffer.from(sentence(random), 'utf16le'),
  (random) => Buffer.from(Array.from({ length: 200 }, () => below(random, 256))),
  (random) => Buffer.from(Buffer.from(Array.from({ length: 300 }, () => below(random, 256))).toString('base64')),
];

/** Some kilobytes. */
export const ordinaryText = (random: Random): Buffer =>
  Buffer.concat(Array.from({ length: 30 }, () => [oneOf(random, kinds)(random), Buffer.from('\n')]).flat());
