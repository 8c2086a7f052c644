/** What kind of picture bytes are, by their beginning: what a server says of them proves nothing. Pure. */

/** So many bytes tell; those of AVIF list what they are compatible with. */
const beginningBytes = 64;

/** Such as `image/png`; `null` where it is none that is shown. SVG is none of them: it is a document. */
export function imageTypeOf(bytes: Uint8Array): string | null {
  // Each byte is one character.
  const beginning = String.fromCharCode(...bytes.subarray(0, beginningBytes));
  return kinds.find(([, begins]) => begins(beginning))?.[0] ?? null;
}

const kinds: readonly (readonly [type: string, begins: (beginning: string) => boolean])[] = [
  ['image/png', (text) => text.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (text) => text.startsWith('\xff\xd8\xff')],
  ['image/gif', (text) => /^GIF8[79]a/.test(text)],
  ['image/webp', (text) => text.startsWith('RIFF') && text.startsWith('WEBPVP8', 8)],
  ['image/bmp', isBitmap],
  ['image/avif', isAvif],
];

/** Two letters are no proof: behind them stand four bytes that are not used, and how large the second header is. */
function isBitmap(text: string): boolean {
  const headerSize = text.charCodeAt(14);
  return text.startsWith('BM') && text.startsWith('\0\0\0\0', 6) && headerSize >= 12 && headerSize <= 124 && text.startsWith('\0\0\0', 15);
}

/** Its first box lists brands (ISO/IEC 14496-12, 4.3): the main one, four bytes of version, and the compatible ones. */
function isAvif(text: string): boolean {
  const box = text.slice(0, text.charCodeAt(3));
  if (!text.startsWith('\0\0\0') || !text.startsWith('ftyp', 4)) return false;
  const brands = [box.slice(8, 12), ...(box.slice(16).match(/.{4}/gs) ?? [])];
  return brands.includes('avif') || brands.includes('avis');
}
