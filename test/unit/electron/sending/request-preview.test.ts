import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import { noNames } from '../../../../electron/shared/domain/check-message.ts';
import { previewOf } from '../../../../electron/sending/request-preview.ts';
import { noSuchAccount, type SendingAccounts } from '../../../../electron/accounts/account-access.ts';
import { message } from './message.ts';
import { acme, secret } from './sender-bench.ts';

/** Accounts whose secrets must not be requested, unless the test provides one. */
const accountsOf = (account: AccountView, secretFor: SendingAccounts['secretFor'] = () => Promise.reject(new Error('asked'))) => ({
  get: (id: string) => (id === account.id ? account : null),
  secretFor,
});
const practice: AccountView = { ...acme, kind: 'practice', siteUrl: '', builtIn: true };

async function requestFor(changes: Parameters<typeof message>[0] = {}, account = acme, secretFor?: SendingAccounts['secretFor']) {
  const preview = await previewOf(message(changes), accountsOf(account, secretFor), () => noNames);
  if (!preview.ok || preview.value.request === null) throw new Error(`no request: ${JSON.stringify(preview)}`);
  return preview.value.request;
}

describe('a preview', () => {
  test('shows the request as it will be sent, with placeholders, and reads no secret', async () => {
    expect(await requestFor({ list: ' Zoë/1 ', campaignName: ' nov ', snapshot: true })).toEqual({
      method: 'POST',
      url: 'https://mail.acme.example/rest/msg/sendWithCustomerKey/Zo%C3%AB%2F1/Shipping%20delay/ck1042?format=99&campaignName=nov&respectOptout=true&snapshot=1',
      headers: [
        ['Host', 'mail.acme.example'],
        ['Authorization', 'Basic <base64 of realm:password>'],
        ['Accept', 'application/vnd.whatcounts-v1+json'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '0'],
        ['Connection', 'close'],
      ],
      body: '',
      curl: expect.stringMatching(
        /^curl --globoff --path-as-is --request POST 'https:\/\/mail\.acme\.example\/rest\/msg\/sendWithCustomerKey\/Zo%C3%AB/,
      ) as string,
    });
  });

  test('has the API client only if the account has one', async () => {
    const names = async (account: AccountView) => (await requestFor({}, account)).headers.map(([name]) => name);
    expect(await names({ ...acme, clientName: 'crm' })).toContain('x-api-key');
    expect(await names(acme)).not.toContain('x-api-key');
  });

  test('reports every invalid field, and shows no request', async () => {
    const preview = await previewOf(message({ list: '', customerKey: '..' }), accountsOf(acme), () => noNames);
    expect(preview).toMatchObject({ ok: true, value: { request: null } });
    expect(preview.ok && Object.keys(preview.value.fields)).toEqual(['list', 'customerKey']);
  });

  test('reports an account that no longer exists beside the account', async () => {
    const preview = await previewOf(message({ accountId: 'gone' }), accountsOf(acme), () => noNames);
    expect(preview).toEqual(noSuchAccount());
    expect(preview).toMatchObject({
      ok: false,
      error: { code: 'noSuchAccount', fields: { accountId: expect.stringContaining('removed') as string } },
    });
  });
});

describe('a preview for the practice realm', () => {
  test('has the address at which the realm runs', async () => {
    const running = () => Promise.resolve(ok({ ...secret, siteUrl: 'http://127.0.0.1:4711' }));
    expect((await requestFor({}, practice, running)).url).toMatch(/^http:\/\/127\.0\.0\.1:4711\/rest\//);
  });

  test('has a stand-in address while the realm does not run', async () => {
    const failing = () => Promise.resolve(fail('practice', 'The practice realm could not be started.'));
    expect((await requestFor({}, practice, failing)).url).toMatch(/^http:\/\/127\.0\.0\.1\/rest\//);
  });
});
