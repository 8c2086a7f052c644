/** Detects the type of an image by its first bytes, because the type that a server declares proves nothing. */

/** This many bytes are enough; AVIF lists its compatible brands in them. */
const beginningBytes = 64;

/** The type, such as `image/png`; `null` if it isn't one that is shown. SVG isn't, because it is a document. */
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

/** Two letters aren't enough, so this also checks four unused bytes and the size of the second header. */
function isBitmap(text: string): boolean {
  const headerSize = text.charCodeAt(14);
  return text.startsWith('BM') && text.startsWith('\0\0\0\0', 6) && headerSize >= 12 && headerSize <= 124 && text.startsWith('\0\0\0', 15);
}

/** The first box has the brands (ISO/IEC 14496-12, 4.3): the major brand, four bytes of version, and the compatible brands. */
function isAvif(text: string): boolean {
  const box = text.slice(0, text.charCodeAt(3));
  if (!text.startsWith('\0\0\0') || !text.startsWith('ftyp', 4)) return false;
  const brands = [box.slice(8, 12), ...(box.slice(16).match(/.{4}/gs) ?? [])];
  return brands.includes('avif') || brands.includes('avis');
}
