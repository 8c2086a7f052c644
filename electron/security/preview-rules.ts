/** The origin of message previews, and what they may do: nothing. */

export const previewScheme = 'preview';
const host = 'message';

/** No page of Keypost has this origin, so Chromium isolates the preview from the page, in a separate process. */
export const previewOrigin = `${previewScheme}://${host}`;

export const isPreview = (url: string): boolean => url.startsWith(`${previewOrigin}/`);

/**
 * The policy that is served with every message: no scripts, frames, forms, fonts or base address, and an opaque origin. Only styles and
 * images inside the message are allowed. `imagesFrom`: additionally, the source of the images that the person chose to load. `page`: the
 * only page that may show the message.
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
