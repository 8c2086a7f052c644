/** Gets one image over https, without anything that tells who asks: no cookie, no login, no referrer, no name of a program. */
import { withoutRootDot } from '../net/local-name.ts';
import { noSecrets } from '../net/redaction/secrets.ts';
import type { Cause } from '../shared/domain/outcome.ts';
import type { Transport, WireResponse, WireResult } from '../net/transport.ts';
import { imageTypeOf } from './image-type.ts';
import type { PreviewImage } from './preview-documents.ts';

/** Why there is no image. */
export type ImageFailure = 'notPublic' | 'localName' | 'notHttps' | 'noImage' | 'tooLarge' | 'refused' | 'unreached' | 'late';
export type ImageResult = { ok: true; image: PreviewImage } | { ok: false; why: ImageFailure };

export interface FetchImageDeps {
  /** Connects only to hosts that a server may name; see host-rule.ts. */
  transport: Transport;
  /** Bytes, at most. */
  capBytes: number;
  /** Milliseconds for each request. */
  timeoutMs: number;
  signal: AbortSignal;
}

const maxRedirects = 3;

/** Pictures and nothing else: an SVG is a document. */
const imageTypes = /^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/;

/** Follows a redirect only to https; each is a connection of its own, held to the same rule. */
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

/** It has to be said to be an image, and its bytes have to be those of one: which one, they decide. */
function imageOf(response: WireResponse): ImageResult {
  const declaredType = headerOf(response, 'content-type').replace(/;.*$/s, '').trim().toLowerCase();
  if (response.status !== 200) return { ok: false, why: 'refused' };
  if (!imageTypes.test(declaredType)) return { ok: false, why: 'noImage' };
  if (response.truncated) return { ok: false, why: 'tooLarge' };
  const type = imageTypeOf(response.body);
  if (type === null) return { ok: false, why: 'noImage' };
  return { ok: true, image: { type, bytes: response.body } };
}

/** `null` where the answer leads nowhere else. */
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
 * As a parser writes it: what stands in HTML may hold spaces and signs that HTTP has no way to say. Without fragment, and without the dot that
 * may end the host's name: no certificate has it.
 */
function requestUrl(url: string): URL {
  const parsed = new URL(url);
  parsed.hash = '';
  parsed.hostname = withoutRootDot(parsed.hostname);
  return parsed;
}
