/** A server may send back what it was sent: credentials are taken out of a verdict before it is kept or shown. Pure. */
import { redactBytes, redactText, secretsOf } from '../log/redact.ts';
import { credentialHeaders, type Target } from '../whatcounts/request.ts';
import type { Verdict } from './verdict.ts';

export function redactVerdict(verdict: Verdict, target: Target): Verdict {
  const { authorization, apiKey } = credentialHeaders(target);
  const secrets = secretsOf([target.password, target.clientKey, authorization.replace('Basic ', ''), apiKey ?? '']);
  return {
    ...verdict,
    answerHeaders: verdict.answerHeaders.map(([name, value]) => [name, redactText(value, secrets)]),
    answerBody: verdict.answerBody && redactBytes(verdict.answerBody, secrets),
    errorText: redactText(verdict.errorText, secrets),
    sentence: redactText(verdict.sentence, secrets),
  };
}
