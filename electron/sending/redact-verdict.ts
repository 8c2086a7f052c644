/** A server may send back what it was sent: credentials are taken out of a verdict before it is kept or shown. Pure. */
import { redactBytes, redactText, secretsOf } from '../log/redact.ts';
import { credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { Verdict } from './verdict.ts';

/** Every form in which the credentials of a target go over the wire. */
export function secretsOfTarget(target: Target): string[] {
  const { authorization, apiKey } = credentialHeaders(target);
  return secretsOf([target.password, target.clientKey, authorization.replace('Basic ', ''), apiKey ?? '']);
}

export function redactVerdict(verdict: Verdict, target: Target): Verdict {
  const secrets = secretsOfTarget(target);
  return {
    ...verdict,
    answerHeaders: verdict.answerHeaders.map(([name, value]) => [name, redactText(value, secrets)]),
    answerBody: verdict.answerBody && redactBytes(verdict.answerBody, secrets),
    errorText: redactText(verdict.errorText, secrets),
    sentence: redactText(verdict.sentence, secrets),
  };
}
