import { describe, expect, it } from 'vitest';
import { answered, unreached } from '../../../../electron/accounts/connection-report.ts';
import { causes } from '../../../../electron/shared/domain/outcome.ts';
import { connectionProblemText, type ConnectionProblem } from '../../../../electron/shared/i18n/connection-text.ts';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import type { WireResponse } from '../../../../electron/net/transport.ts';

const host = 'mail.acme.example';
const response = (status: number, body: string, truncated = false): WireResponse => ({
  status,
  headers: [],
  body: new TextEncoder().encode(body),
  truncated,
});

describe('a response', () => {
  it.each(['[]', '[{"listId":13}]', ' \r\n[{"listId":13}]', '\ufeff[]', '{"listId":13}'])('200 %j works', (body) => {
    expect(answered(host, response(200, body))).toEqual({
      result: 'works',
      sentence: 'It works: WhatCounts at mail.acme.example took the realm and password.',
    });
  });

  it('that was truncated is recognized by its beginning', () => {
    expect(answered(host, response(200, '[{"listId":13},{"li', true)).result).toBe('works');
    expect(answered(host, response(200, '<html><body>[{', true)).result).toBe('notWhatCounts');
    expect(answered(host, response(200, '[{"listId":13},{"li')).result).toBe('notWhatCounts');
  });

  it.each([
    [401, 'wrongCredentials', 'Correct them, then test again.'],
    [403, 'notWhatCounts', 'The server at mail.acme.example refused the request (403).'],
    [404, 'notWhatCounts', 'has nothing at this address (404). Check the site URL'],
    [204, 'notWhatCounts', 'not as WhatCounts does (204)'],
    [301, 'notWhatCounts', "a redirect (301), which Keypost doesn't follow. Check the site URL"],
    [302, 'notWhatCounts', 'Check the site URL'],
    [407, 'notWhatCounts', 'asks for a name and password (407)'],
    [429, 'notWhatCounts', 'is limiting requests (429). Wait a minute, then test again.'],
    [500, 'notWhatCounts', 'a server error (500)'],
    [503, 'notWhatCounts', "isn't available at the moment (503). Wait a minute, then test again."],
    [511, 'notWhatCounts', 'wants somebody to sign in first (511)'],
  ])('%i is %s', (status, result, text) => {
    const report = answered(host, response(status, '[]'));
    expect(report.result).toBe(result);
    expect(report.sentence).toContain(text);
    expect(report.sentence).toContain(String(status));
  });

  it('a 403 of the API is about the account', () => {
    const body = '{"error":"No right","status":"Forbidden","statusCode":403}';
    const report = answered(host, response(403, body));
    expect(report.result).toBe('wrongCredentials');
    expect(report.sentence).toContain('WhatCounts refused this account (403).');
    expect(report.sentence).toContain("isn't documented");
  });

  it.each(['', '0', 'null', '"[]"', '{"error":"Unauthorized","statusCode":401}', '{ "error" : "a" "status" : 1'])(
    '200 %j is not that of WhatCounts',
    (body) => {
      expect(answered(host, response(200, body))).toEqual({
        result: 'notWhatCounts',
        sentence: 'mail.acme.example responded, but not as WhatCounts does (200). Check the site URL.',
      });
    },
  );

  it('a 200 with a web page may be a sign-in page', () => {
    const report = answered(host, response(200, '<html></html>'));
    expect(report.result).toBe('notWhatCounts');
    expect(report.sentence).toContain('A web page came back (200), not a response of WhatCounts: perhaps a sign-in page of this network.');
  });
});

describe('no response', () => {
  it.each(causes)('because of %s has a plain text', (cause) => {
    const { result, sentence } = unreached(host, { cause });
    expect(result).toBe('cannotReach');
    expect(sentence).toMatch(/mail\.acme\.example.*\. Check the site URL and the network, then test again\.$/);
  });

  it.each([
    [
      { code: 'connection.refused', params: {} },
      "mail.acme.example couldn't be reached (connection refused). Check the site URL and the network, then test again.",
    ],
    [
      { code: 'connection.nameNotFound', params: {} },
      "mail.acme.example couldn't be reached (its name wasn't found). Check the site URL and the network, then test again.",
    ],
    [
      { code: 'connection.notYetValid', params: { now: new Date(2019, 2, 3).getTime() } },
      "The certificate of mail.acme.example isn't valid yet: this computer's clock says 3 March 2019. Set the clock, then test again.",
    ],
  ] as const)('for %j has the same text as a send', (problem, sentence) => {
    expect(unreached(host, { cause: 'tls', problem }).sentence).toBe(sentence);
  });

  it('has the same reason and remedy as a send for every problem of TLS or a proxy', () => {
    const problems: ConnectionProblem[] = [
      { code: 'connection.incompleteChain', params: { issuer: 'R3' } },
      { code: 'connection.unknownAuthority', params: { issuer: 'Acme CA' } },
      { code: 'connection.wrongName', params: { names: ['other.example'] } },
      { code: 'connection.oldTls', params: {} },
      { code: 'connection.clientCertificate', params: {} },
      { code: 'connection.proxyNoSite', params: { proxy: 'p:1', status: 503 } },
      { code: 'connection.proxyKind', params: { kind: 'SOCKS', proxy: 'p:1' } },
    ];
    for (const problem of problems) {
      const send = textOf(connectionProblemText(problem, { host, next: 'send' }));
      expect(unreached(host, { cause: 'tls', problem }).sentence).toBe(send);
    }
  });
});
