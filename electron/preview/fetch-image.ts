/** Loads one image over https, without anything that identifies the requester: no cookie, login, referrer or user agent. */
import { withoutRootDot } from '../net/local-name.ts';
import { noSecrets } from '../net/redaction/secrets.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { Transport, WireResponse, WireResult } from '../net/transport.ts';
import { imageTypeOf } from './image-type.ts';
import type { PreviewImage } from './preview-documents.ts';

/** Why an image could not be loaded. */
export type ImageFailure = 'notPublic' | 'localName' | 'notHttps' | 'noImage' | 'tooLarge' | 'refused' | 'unreached' | 'late';
export type ImageResult = { ok: true; image: PreviewImage } | { ok: false; why: ImageFailure };

export interface FetchImageDeps {
  /** Connects only to hosts that the rule allows; see host-rule.ts. */
  transport: Transport;
  /** Most bytes of an image. */
  capBytes: number;
  /** Milliseconds for each request. */
  timeoutMs: number;
  signal: AbortSignal;
}

const maxRedirects = 3;

/** Raster images only: an SVG is a document. */
const imageTypes = /^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/;

/** Follows redirects only to https; each uses a new connection under the same rule. */
export async function fetchImage(address: string, deps: FetchImageDeps): Promise<ImageResult> {
  let url = address;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const { protocol, host, href, username, password } = requestUrl(url);
    if (protocol !== 'https:' || username !== '' || password !== '') return { ok: false, why: 'notHttps' };
    const { capBytes, timeoutMs, signal } = deps;
    const headers = [
      ['Host', host],
      ['Accept', 'image/png, image/jpeg, image/gif, image/webp, image/bmp, image/avif'],
      ['Connection', 'close'],
    ] as const;
    const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal, capBytes, stopAtCap: true };
    const end = await deps.transport.exchange({ method: 'GET', url: href, headers, secrets: noSecrets }, options);
    if (end.kind === 'failed') return { ok: false, why: reasonOf(end) };
    const next = redirectOf(end, url);
    if (next === null) return imageOf(end);
    url = next;
  }
  return { ok: false, why: 'refused' };
}

const lateCauses: readonly Cause[] = ['timeout', 'connectTimeout', 'cancelledBefore', 'cancelledInFlight'];

function reasonOf({ cause, problem }: Extract<WireResult, { kind: 'failed' }>): ImageFailure {
  if (problem?.code === 'connection.notPublic') return 'notPublic';
  if (problem?.code === 'connection.localName') return 'localName';
  return lateCauses.includes(cause) ? 'late' : 'unreached';
}

/** Both the declared type and the bytes have to be those of an image; the bytes decide the type. */
function imageOf(response: WireResponse): ImageResult {
  const declaredType = headerOf(response, 'content-type').replace(/;.*$/s, '').trim().toLowerCase();
  if (response.status !== 200) return { ok: false, why: 'refused' };
  if (!imageTypes.test(declaredType)) return { ok: false, why: 'noImage' };
  if (response.truncated) return { ok: false, why: 'tooLarge' };
  const type = imageTypeOf(response.body);
  if (type === null) return { ok: false, why: 'noImage' };
  return { ok: true, image: { type, bytes: response.body } };
}

/** `null` if the response is no redirect. */
function redirectOf(response: WireResponse, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(response.status)) return null;
  try {
    return new URL(headerOf(response, 'location'), from).href;
  } catch {
    return null;
  }
}

const headerOf = ({ headers }: WireResponse, wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

/**
 * Normalized by a URL parser, because addresses in HTML may have spaces and characters that HTTP doesn't allow. Without a fragment, and
 * without a final dot of the host name, which no certificate has.
 */
function requestUrl(url: string): URL {
  const parsed = new URL(url);
  parsed.hash = '';
  parsed.hostname = withoutRootDot(parsed.hostname);
  return parsed;
}
