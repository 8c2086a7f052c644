import { expect, test } from 'vitest';
import { redactVerdict } from '../../../../electron/sending/redact-verdict.ts';
import { credentialHeaders } from '../../../../electron/whatcounts/request.ts';
import type { Verdict } from '../../../../electron/sending/verdict.ts';

const target = { siteUrl: 'https://a.example', realm: 'acme', password: 'correct horse ü', clientName: 'crm', clientKey: 'k3y-of-crm' };

test('takes every form of the credentials out of an echo, and leaves the rest byte for byte', () => {
  const { authorization, apiKey } = credentialHeaders(target);
  const body = Buffer.concat([
    Buffer.from([0xff, 0x00]),
    Buffer.from(`you sent ${authorization} / ${target.password}`),
    Buffer.from([0xfe]),
  ]);
  const verdict: Verdict = {
    outcome: 'rejected',
    cause: 'answer',
    status: 400,
    answerHeaders: [['X-Echo', `${apiKey ?? ''} ${target.clientKey}`]],
    answerBody: body,
    answerTruncated: false,
    errorText: `bad password ${target.password}`,
    hint: '',
    sentence: `Rejected ("bad password ${target.password}").`,
  };
  const clean = redactVerdict(verdict, target);
  const all =
    JSON.stringify(clean) + Buffer.from(clean.answerBody ?? []).toString('latin1') + Buffer.from(clean.answerBody ?? []).toString();
  for (const secret of [target.password, target.clientKey, authorization.slice(6), apiKey ?? '']) expect(all).not.toContain(secret);
  const kept = Buffer.from(clean.answerBody ?? []);
  expect([...kept.subarray(0, 2), kept.at(-1)]).toEqual([0xff, 0x00, 0xfe]);
  expect(kept.toString('latin1')).toContain('you sent Basic [credential removed]');
});
