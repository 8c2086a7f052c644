/** Where the preview of a message lives, and what it may do there: nothing. */

export const previewScheme = 'preview';
const host = 'message';

/** An origin that no page of Keypost has, so Chromium keeps it apart from the page, in a process of its own. */
export const previewOrigin = `${previewScheme}://${host}`;

export const isPreview = (url: string): boolean => url.startsWith(`${previewOrigin}/`);

/**
 * Sent with every message: no script, no frame, no form, no font, no address of its own, an origin that counts as none; only styles that
 * stand in it and images that are part of it. `imagesFrom`: beside these, the images that the person had loaded. `page`: the only one that
 * may show it.
 */
export const messagePolicy = (page: string, imagesFrom: string | null): Readonly<Record<string, string>> => ({
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'img-src': imagesFrom === null ? 'data:' : `data: ${imagesFrom}`,
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': page,
  sandbox: '',
});
