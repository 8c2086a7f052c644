/**
 * Takes secrets out of all that came of a request, before anybody reads from it: so no shortened or tidied quotation of it can hold a part of one.
 * node-transport.ts does this with everything that it gives back, and nothing else has a way to the network.
 */
import { removedText, type Redactor } from '../net/redaction/redactor.ts';
import { declaredCharset } from '../shared/base/body-text.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';
import { beginningOf } from './decode-body.ts';
import type { WireAnswer, WireResult } from './transport.ts';

/** Interrupts itself: a large body does not hold up everything else. */
export async function redactResponse(result: WireResult, redactor: Redactor): Promise<WireResult> {
  if (redactor.isEmpty) return result;
  if (result.kind === 'answer') return { ...result, ...(await redactAnswer(result, redactor, result.truncated)) };
  const { partial, raw, detail, problem, ...rest } = result;
  return {
    ...rest,
    detail: redactor.text(detail),
    ...(problem && { problem: redactProblem(problem, redactor) }),
    partial: partial && (await redactAnswer(partial, redactor, true)),
    ...(raw && { raw: { ...raw, bytes: await redactor.body(raw.bytes, { cut: true }) } }),
  };
}

/** `cut`: the body's end is missing. */
async function redactAnswer({ status, headers, body, truncated }: WireAnswer, redactor: Redactor, cut: boolean): Promise<WireAnswer> {
  const clean = headers.map(([name, value]) => [redactor.header(name), redactor.header(value)] as const);
  const kept = (await holdsSecret({ status, headers, body, truncated }, redactor))
    ? Buffer.from(removedText)
    : await redactor.body(body, { charset: declaredCharset(headers), cut });
  return { status, headers: clean, body: kept, truncated };
}

/** A compressed body that broke off is kept as it came. As far as it can be read, it must not hold a secret either. */
async function holdsSecret(answer: WireAnswer, redactor: Redactor): Promise<boolean> {
  const beginning = await beginningOf(answer);
  return beginning !== null && (await redactor.body(beginning, { charset: declaredCharset(answer.headers), cut: true })) !== beginning;
}

/** Names in certificates are the server's words, too. */
function redactProblem(problem: ConnectionProblem, redactor: Redactor): ConnectionProblem {
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return redactor.text(value);
    return Array.isArray(value) ? value.map(clean) : value;
  };
  const params = Object.fromEntries(Object.entries(problem.params).map(([name, value]) => [name, clean(value)]));
  // The same problem with the same kinds of values, which the compiler can't follow.
  return { ...problem, params } as ConnectionProblem;
}
