/**
 * A server may send back what it was sent: credentials are taken out of what came before anything is read from it, so that no
 * shortened or tidied quotation can hold a part of one. Pure.
 */
import { redactBytes, redactHeader, redactText, secretsOf } from '../log/redact.ts';
import { credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { WireAnswer, WireResult } from '../whatcounts/transport.ts';

/** Every form in which the credentials of a target go over the wire, or may come back. */
export function secretsOfTarget(target: Target): string[] {
  const { authorization, apiKey } = credentialHeaders(target);
  return secretsOf([target.password, target.clientKey, authorization.replace('Basic ', ''), apiKey ?? '']);
}

export function redactResult(result: WireResult, target: Target): WireResult {
  const secrets = secretsOfTarget(target);
  if (result.kind === 'answer') return { ...result, ...redactAnswer(result, secrets, result.truncated) };
  const partial = result.partial && redactAnswer(result.partial, secrets, true);
  return { ...result, detail: redactText(result.detail, secrets), partial };
}

/** `cut`: the body's end is missing. */
function redactAnswer({ status, headers, body, truncated }: WireAnswer, secrets: readonly string[], cut: boolean): WireAnswer {
  const clean = headers.map(([name, value]) => [redactHeader(name, secrets), redactHeader(value, secrets)] as const);
  return { status, headers: clean, body: redactBytes(body, secrets, cut), truncated };
}
