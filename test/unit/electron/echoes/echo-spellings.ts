/** Encodings of a secret, and the search for pieces of it. */

export type Spell = (bytes: Buffer) => Buffer;

const each =
  (write: (byte: number) => string): Spell =>
  (bytes) =>
    Buffer.from(Array.from(bytes, write).join(''));
const ofText =
  (write: (code: number, letter: string) => string): Spell =>
  (bytes) =>
    Buffer.from(Array.from(bytes.toString('utf8'), (letter) => write(letter.codePointAt(0) ?? 0, letter)).join(''));
const digits = (code: number, length: number): string => code.toString(16).padStart(length, '0');

/** Single encodings, of every character or of those that need it. */
export const spellings = {
  typed: (bytes) => bytes,
  percent: each((byte) => `%${digits(byte, 2)}`),
  percentSome: (bytes) => Buffer.from(encodeURIComponent(bytes.toString('utf8'))),
  form: (bytes) => Buffer.from(new URLSearchParams({ q: bytes.toString('utf8') }).toString().slice(2)),
  decimal: ofText((code) => `&#${code};`),
  hexadecimal: ofText((code) => `&#x${digits(code, 4)};`),
  html: ofText((code, letter) => (/[<>&"']/.test(letter) ? `&#0${code};` : letter)),
  script: ofText((code) => `\\u${digits(code, 4)}`),
  base64: (bytes) => Buffer.from(bytes.toString('base64')),
  hex: (bytes) => Buffer.from(bytes.toString('hex')),
  utf16: (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  utf16be: (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le').swap16(),
  capitals: (bytes) => Buffer.from(bytes.toString('utf8').toUpperCase()),
} satisfies Record<string, Spell>;
export type Spelling = keyof typeof spellings;

/** Applied from the innermost on. */
export const composed = (bytes: Buffer, ...names: readonly Spelling[]): Buffer =>
  names.reduce((written, name) => spellings[name](written), bytes);

/** Every run of six characters of a secret in every encoding, in lower case if the encoding ignores case. */
function runsOf(secret: string): Set<string> {
  const letters = Array.from(secret);
  const runs = new Set<string>();
  for (let at = 0; at + 6 <= letters.length; at++) {
    const run = Buffer.from(letters.slice(at, at + 6).join(''));
    for (const spell of Object.values(spellings)) if (spell !== spellings.base64) runs.add(spell(run).toString('latin1').toLowerCase());
    for (const before of ['', 'x', 'xx']) {
      // Without the characters that also depend on a neighbour.
      const core = Buffer.from(`${before}${run.toString('latin1')}`, 'latin1')
        .toString('base64')
        .replace(/=+$/, '')
        .slice(before === '' ? 0 : before.length + 1, -1);
      runs.add(core.toLowerCase());
    }
  }
  return runs;
}

/** Searches for pieces of the secrets. */
export function seeker(secrets: readonly string[]): (bytes: Uint8Array | string) => string[] {
  const runs = secrets.flatMap((secret) => [...runsOf(secret)]);
  return (bytes) => {
    const text = (typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes)).toString('latin1').toLowerCase();
    return runs.filter((run) => text.includes(run));
  };
}
