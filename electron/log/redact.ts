/** Takes credentials out of what a server sent back, before it is kept or shown. Pure. */

const removed = '[credential removed]';

/** Shorter strings would be found by chance and spoil an answer, the bare `0` among them. */
const shortestSecret = 4;

/** The strings of a target that must not be kept: passwords, keys, and the header values made from them. */
export function secretsOf(parts: readonly string[]): string[] {
  const long = parts.filter((part) => part.length >= shortestSecret).flatMap(formsOf);
  // The longest first: a secret inside a longer one must not leave the rest of that one behind.
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}

/** A secret as it stands, and as JSON, a URL or a form would write it. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const ascii = (digits: (code: string) => string): string =>
    json.replace(/[\u0080-\uffff]/g, (character) => `\\u${digits(character.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  const lower = ascii((code) => code);
  const upper = ascii((code) => code.toUpperCase());
  const withSlashes = [json, lower, upper].map((text) => text.replaceAll('/', '\\/'));
  const composed = [secret.normalize('NFC'), secret.normalize('NFD')];
  return [secret, ...composed, json, lower, upper, ...withSlashes, ...urlForms(secret), ...htmlForms(secret), ...base64Forms(secret)];
}

function htmlForms(secret: string): string[] {
  const basic = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = basic.replaceAll('"', '&quot;');
  return [basic, quoted, quoted.replaceAll("'", '&#39;'), quoted.replaceAll("'", '&#x27;'), quoted.replaceAll("'", '&apos;')];
}

/** A header's value in base64 is written without its padding, or for URLs, now and then. */
function base64Forms(secret: string): string[] {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(secret)) return [];
  const bare = secret.replace(/=+$/, '');
  return [bare, bare.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Empty for what UTF-8 can't carry. */
function urlForms(secret: string): string[] {
  if (/\p{Cs}/u.test(secret)) return [];
  const encoded = encodeURIComponent(secret);
  return [encoded, encoded.replaceAll('%20', '+'), encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())];
}

export function redactText(text: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
  if (!/\\u00/i.test(clean)) return clean;
  return secrets.reduce((rest, secret) => rest.replace(escapedForm(secret), removed), clean);
}

/** JSON may write any letter as `\u00XX`, some writers do so for `&`, `=`, `'`, `<` and `>`, and one text may mix both. */
function escapedForm(secret: string): RegExp {
  const letters = secret.split('').map((letter) => {
    const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
    const eitherCase = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
    return `(?:${letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')}|\\\\u${eitherCase})`;
  });
  return new RegExp(letters.join(''), 'g');
}

/**
 * Byte for byte the same unless a secret stands in it, in UTF-8 or in Latin-1. `cut`: the end is missing, so a beginning of a
 * secret at the end goes, too.
 */
export function redactBytes(bytes: Uint8Array, secrets: readonly string[], cut = false): Uint8Array {
  // latin1 maps every byte to one character and back, so what is not a secret stays as it came.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const needles = secrets.flatMap(byteForms);
  const clean = redactText(text, needles);
  const tail = cut ? beginningAtEnd(clean, needles) : 0;
  if (clean === text && tail === 0) return bytes;
  return Buffer.from(tail === 0 ? clean : clean.slice(0, -tail) + removed, 'latin1');
}

/** A header's value as Node gives it: one character a byte. */
export const redactHeader = (value: string, secrets: readonly string[]): string => redactText(value, secrets.flatMap(byteForms));

/** The bytes of a secret, one character each; the other encoding only where it can say it. */
function byteForms(secret: string): string[] {
  const utf8 = Buffer.from(secret, 'utf8').toString('latin1');
  return !/[\u0100-\uffff]/.test(secret) && utf8 !== secret ? [utf8, secret] : [utf8];
}

/** How many characters at the end are the beginning of a secret. */
function beginningAtEnd(text: string, secrets: readonly string[]): number {
  let longest = 0;
  for (const secret of secrets) {
    for (let length = Math.min(secret.length - 1, text.length); length >= shortestSecret && length > longest; length--) {
      if (text.endsWith(secret.slice(0, length))) longest = length;
    }
  }
  return longest;
}
