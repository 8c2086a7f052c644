/**
 * Removes secrets from the whole result of a request, before any other code reads it: so no shortened or cleaned quotation can contain part
 * of one. node-transport.ts does this with everything it returns, and no other code uses the network.
 */
import { removedText, type Redactor } from './redaction/redactor.ts';
import { declaredCharset } from '../shared/base/body-text.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { declaredCodings, mayHoldCompressed } from './compressed-content.ts';
import { rawBodies } from './raw-bodies.ts';
import type { WireResponse, WireHeader, WireResult } from './transport.ts';

/** Yields to the event loop, so that a large body doesn't block the process. */
export async function redactResponse(result: WireResult, redactor: Redactor): Promise<WireResult> {
  if (redactor.isEmpty) return result;
  if (result.kind === 'response') return { ...result, ...(await redactMessage(result, redactor, result.truncated)) };
  const { partial, raw, detail, problem, ...rest } = result;
  return {
    ...rest,
    detail: redactor.text(detail),
    ...(problem && { problem: redactProblem(problem, redactor) }),
    partial: partial && (await redactMessage(partial, redactor, true)),
    ...(raw && { raw: { ...raw, bytes: await redactRaw(raw.bytes, redactor) } }),
  };
}

/** `cut`: whether the body's end is missing. */
async function redactMessage({ status, headers, body, truncated }: WireResponse, redactor: Redactor, cut: boolean): Promise<WireResponse> {
  const clean = headers.map(([name, value]) => [redactor.header(name), redactor.header(value)] as const);
  const kept = (await holdsCompressedSecret(body, headers, redactor))
    ? Buffer.from(removedText)
    : await redactor.body(body, { charset: declaredCharset(headers), cut });
  return { status, headers: clean, body: kept, truncated };
}

/** Removes everything if a body in it may contain a compressed secret. */
async function redactRaw(bytes: Uint8Array, redactor: Redactor): Promise<Uint8Array> {
  const { headers, bodies } = rawBodies(bytes);
  for (const part of [bytes, ...bodies]) if (await holdsCompressedSecret(part, headers, redactor)) return Buffer.from(removedText);
  return redactor.body(bytes, { cut: true });
}

/** A body that is still compressed is kept as received, so its decompressed content must not contain a secret, either. */
function holdsCompressedSecret(body: Uint8Array, headers: readonly WireHeader[], redactor: Redactor): Promise<boolean> {
  const charset = declaredCharset(headers);
  return mayHoldCompressed(body, declaredCodings(headers), async (text) => (await redactor.body(text, { charset, cut: true })) !== text);
}

/** Also redacts the parameters of problems: names in certificates come from the server. */
function redactProblem(problem: ConnectionProblem, redactor: Redactor): ConnectionProblem {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return redactor.text(value);
    return Array.isArray(value) ? value.map(clean) : value;
  };
  const params = Object.fromEntries(Object.entries(problem.params).map(([name, value]) => [name, clean(value)]));
  // The same problem with the same kinds of values, which the compiler can't follow.
  return { ...problem, params } as ConnectionProblem;
}
