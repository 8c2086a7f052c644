/**
 * A server may send back what it was sent: credentials are taken out of what came before anything is read from it, so that no
 * shortened or tidied quotation can hold a part of one. Pure.
 */
import { redactBytes, redactHeader, redactText, secretsOf } from '../log/redact.ts';
import { declaredCharset, shownText } from '../shared/base/body-text.ts';
import { credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { WireAnswer, WireHeader, WireResult } from '../whatcounts/transport.ts';

/** Every form in which the credentials of a target go over the wire, or may come back. */
export function secretsOfTarget(target: Target): string[] {
  const { authorization, apiKey } = credentialHeaders(target);
  return secretsOf([target.password, target.clientKey, authorization.replace('Basic ', ''), apiKey ?? '']);
}

export function redactResult(result: WireResult, target: Target): WireResult {
  const secrets = secretsOfTarget(target);
  if (result.kind === 'answer') return { ...result, ...redactAnswer(result, secrets, result.truncated) };
  const { partial, raw, detail, ...rest } = result;
  return {
    ...rest,
    detail: redactText(detail, secrets),
    partial: partial && redactAnswer(partial, secrets, true),
    ...(raw && { raw: { ...raw, bytes: redactBytes(raw.bytes, secrets, true) } }),
  };
}

/** `cut`: the body's end is missing. */
function redactAnswer({ status, headers, body, truncated }: WireAnswer, secrets: readonly string[], cut: boolean): WireAnswer {
  const clean = headers.map(([name, value]) => [redactHeader(name, secrets), redactHeader(value, secrets)] as const);
  return { status, headers: clean, body: redactBody(body, headers, secrets, cut), truncated };
}

/** A body in another character set than the usual ones may hold a secret in other bytes; then its text is kept without it. */
function redactBody(body: Uint8Array, headers: readonly WireHeader[], secrets: readonly string[], cut: boolean): Uint8Array {
  const clean = redactBytes(body, secrets, cut);
  const charset = declaredCharset(headers);
  if (charset === '' || /^utf-?8$/.test(charset)) return clean;
  const text = shownText(clean, headers);
  const without = redactText(text, secrets);
  if (without === text) return clean;
  // What can't be written in the same way again is left out as a whole.
  if (!charset.startsWith('utf-16')) return Buffer.from('[credential removed]', 'latin1');
  const little = Buffer.from(without, 'utf16le');
  return isBigEndian(charset, body) ? little.swap16() : little;
}

const isBigEndian = (charset: string, body: Uint8Array): boolean => charset === 'utf-16be' || (charset === 'utf-16' && body[0] === 0xfe);
