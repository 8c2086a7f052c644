/** The messages in open previews, kept only in memory, each under an unguessable address. */
import { randomBytes } from 'node:crypto';
import { isPreview, messagePolicy, previewOrigin } from '../security/preview-rules.ts';
import { policyHeader } from '../security/security-rules.ts';

export interface PreviewImage {
  /** Such as `image/png`. */
  type: string;
  bytes: Uint8Array;
}

/** The files below one address: `html`, `text`, and with images `image/0` and so on. */
export interface ShownMessage {
  html: Uint8Array | null;
  text: Uint8Array | null;
  /** By their numbers in the HTML; `null` until a person loads them. */
  images: readonly (PreviewImage | null)[] | null;
}

export interface ServedFile {
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
}

export class PreviewDocuments {
  readonly #page: string;
  readonly #messages = new Map<string, ShownMessage>();

  /** `page`: the origin of Keypost's page. */
  constructor(page: string) {
    this.#page = page;
  }

  /** Returns the address, without a final slash. */
  add(message: ShownMessage): string {
    const token = randomBytes(16).toString('hex');
    this.#messages.set(token, message);
    return `${previewOrigin}/${token}`;
  }

  remove(address: string): void {
    this.#messages.delete(address.slice(previewOrigin.length + 1));
  }

  /** `null` if there is no such file, or none any more. */
  file(url: string): ServedFile | null {
    const [token = '', name = '', number, ...more] = isPreview(url) ? url.slice(previewOrigin.length + 1).split('/') : [];
    const message = this.#messages.get(token);
    if (!message || more.length > 0) return null;
    if (number === undefined) return name === 'html' || name === 'text' ? this.#document(token, message, message[name]) : null;
    return name === 'image' && /^\d{1,3}$/.test(number) ? image(message.images?.[Number(number)] ?? null) : null;
  }

  #document(token: string, { images }: ShownMessage, bytes: Uint8Array | null): ServedFile | null {
    if (bytes === null) return null;
    const policy = policyHeader(messagePolicy(this.#page, images === null ? null : `${previewOrigin}/${token}/image/`));
    return { headers: { ...common, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy }, bytes };
  }
}

const common = {
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

const image = (found: PreviewImage | null): ServedFile | null =>
  found && {
    headers: { ...common, 'Content-Type': found.type, 'Content-Security-Policy': "default-src 'none'; sandbox" },
    bytes: found.bytes,
  };
