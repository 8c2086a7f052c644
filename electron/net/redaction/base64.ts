/** The alphabets of base64: the standard one, and the one for URLs. */

const [blank, hyphen, plus, slash, underscore] = [0x20, 0x2d, 0x2b, 0x2f, 0x5f];

/** The value of each character code below 128; 64 if it isn't base64. */
const values = new Uint8Array(128).fill(64);
for (const last of ['+/', '-_']) {
  const alphabet = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${last}`;
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
}

/** The value of a character of base64; 64 for anything else. */
export const base64Value = (unit: number): number => values[unit] ?? 64;

/** Maps a character of the URL alphabet, and a blank that form encoding made of a `+`, to the standard alphabet. Others are unchanged. */
export function standardUnit(unit: number): number {
  if (unit === hyphen || unit === blank) return plus;
  return unit === underscore ? slash : unit;
}

/** The base64 characters that depend only on these bytes, if `offset` (0 to 2) other bytes precede them and any number follows. */
export function base64Core(bytes: Uint8Array, offset: number): string {
  const padded = new Uint8Array(offset + bytes.length);
  padded.set(bytes, offset);
  const text = Buffer.from(padded).toString('base64');
  return text.slice(offset === 0 ? 0 : offset + 1, Math.floor((padded.length * 8) / 6));
}
