/** Gets one image over https, without anything that tells who asks: no cookie, no login, no referrer, no name of a program. */
import type { Cause } from '../sending/outcome.ts';
import type { Transport, WireAnswer } from '../whatcounts/transport.ts';
import type { PreviewImage } from './preview-documents.ts';

/** Why there is no image. */
export type NoImage = 'notPublic' | 'notHttps' | 'noImage' | 'tooLarge' | 'refused' | 'unreached' | 'late';
export type ImageEnd = { ok: true; image: PreviewImage } | { ok: false; why: NoImage };

export interface FetchImageParts {
  transport: Transport;
  /** Whether a host may be asked at all. */
  mayAsk: (host: string) => Promise<boolean>;
  /** Bytes, at most. */
  capBytes: number;
  /** Milliseconds for each request. */
  timeoutMs: number;
  signal: AbortSignal;
}

const mostRedirects = 3;

/** Pictures and nothing else: an SVG is a document. */
const types = /^image\/(?:png|jpeg|gif|webp|bmp|avif)$/;

/** Follows a redirect only to https, and only where it leads to a host that may be asked. */
export async function fetchImage(address: string, parts: FetchImageParts): Promise<ImageEnd> {
  let url = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const { protocol, host, hostname, username, password } = new URL(url);
    if (protocol !== 'https:' || username !== '' || password !== '') return { ok: false, why: 'notHttps' };
    if (!(await parts.mayAsk(hostname))) return { ok: false, why: 'notPublic' };
    const { capBytes, timeoutMs, signal } = parts;
    const headers = [
      ['Host', host],
      ['Accept', 'image/png, image/jpeg, image/gif, image/webp, image/bmp, image/avif'],
      ['Connection', 'close'],
    ] as const;
    const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal, capBytes };
    const end = await parts.transport.exchange({ method: 'GET', url: withoutFragment(url), headers }, options);
    if (end.kind === 'failed') return { ok: false, why: wordOf(end.cause) };
    const next = redirectOf(end, url);
    if (next === null) return imageOf(end);
    url = next;
  }
  return { ok: false, why: 'refused' };
}

const late: readonly Cause[] = ['timeout', 'connectTimeout', 'cancelledBefore', 'cancelledInFlight'];
const wordOf = (cause: Cause): NoImage => (late.includes(cause) ? 'late' : 'unreached');

function imageOf(answer: WireAnswer): ImageEnd {
  const type = headerOf(answer, 'content-type').replace(/;.*$/s, '').trim().toLowerCase().replace('image/jpg', 'image/jpeg');
  if (answer.status !== 200) return { ok: false, why: 'refused' };
  if (!types.test(type)) return { ok: false, why: 'noImage' };
  if (answer.truncated) return { ok: false, why: 'tooLarge' };
  return { ok: true, image: { type, bytes: answer.body } };
}

/** `null` where the answer leads nowhere else. */
function redirectOf(answer: WireAnswer, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  try {
    return new URL(headerOf(answer, 'location'), from).href;
  } catch {
    return null;
  }
}

const headerOf = ({ headers }: WireAnswer, wanted: string): string => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

/** As a parser writes it: what stands in HTML may hold spaces and signs that HTTP has no way to say. */
function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}
