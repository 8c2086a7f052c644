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
  return [secret, json, lower, upper, ...withSlashes, ...urlForms(secret)];
}

/** Empty for what UTF-8 can't carry. */
function urlForms(secret: string): string[] {
  if (/\p{Cs}/u.test(secret)) return [];
  const encoded = encodeURIComponent(secret);
  return [encoded, encoded.replaceAll('%20', '+'), encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())];
}

export function redactText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, removed), text);
}

/** Byte for byte the same unless a secret stands in it. */
export function redactBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = secrets.filter((secret) => buffer.includes(secret, 0, 'utf8'));
  if (found.length === 0) return bytes;
  // latin1 maps every byte to one character and back, so what is not a secret stays as it came.
  const needles = found.map((secret) => Buffer.from(secret, 'utf8').toString('latin1'));
  return Buffer.from(redactText(buffer.toString('latin1'), needles), 'latin1');
}
