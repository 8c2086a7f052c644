/**
 * A server may send back what it was sent: credentials are taken out of what came before anything is read from it, so that no
 * shortened or tidied quotation can hold a part of one. Pure.
 */
import { redactBytes, redactText, secretsOf } from '../log/redact.ts';
import { credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { WireAnswer, WireResult } from '../whatcounts/transport.ts';

/** Every form in which the credentials of a target go over the wire, or may come back. */
export function secretsOfTarget(target: Target): string[] {
  const { authorization, apiKey } = credentialHeaders(target);
  return secretsOf([target.password, target.clientKey, authorization.replace('Basic ', ''), apiKey ?? '']);
}

export function redactResult(result: WireResult, target: Target): WireResult {
  const secrets = secretsOfTarget(target);
  if (result.kind === 'answer') return { ...result, ...redactAnswer(result, secrets) };
  const partial = result.partial && redactAnswer(result.partial, secrets);
  return { ...result, detail: redactText(result.detail, secrets), partial };
}

function redactAnswer({ status, headers, body, truncated }: WireAnswer, secrets: readonly string[]): WireAnswer {
  const clean = headers.map(([name, value]) => [redactText(name, secrets), redactText(value, secrets)] as const);
  return { status, headers: clean, body: redactBytes(body, secrets), truncated };
}
