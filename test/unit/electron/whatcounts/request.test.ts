import { describe, expect, test } from 'vitest';
import {
  buildReadRequest,
  buildSendRequest,
  credentialHeaders,
  placeholderHeaders,
  placeholders,
  type Target,
} from '../../../../electron/whatcounts/request.ts';
import type { CheckedMessage } from '../../../../electron/shared/domain/message.ts';
import { noSecrets } from '../../../../electron/net/redaction/secrets.ts';
import { checkedMessage, target } from './checked-message.ts';

const plain = { authorization: 'Basic YQ==', apiKey: null, secrets: noSecrets };
const urlOf = (changes: Partial<CheckedMessage> = {}, siteUrl = 'https://mail.acme.example') =>
  buildSendRequest(siteUrl, checkedMessage(changes), plain).url;
const queryOf = (changes: Partial<CheckedMessage>) => urlOf(changes).split('?')[1];

describe('the URL of a send', () => {
  test('is the documented one', () => {
    expect(urlOf({ campaignName: 'delays nov', snapshot: true })).toBe(
      'https://mail.acme.example/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042' +
        '?format=99&campaignName=delays%20nov&respectOptout=true&snapshot=1',
    );
  });

  test.each([
    ['a space', 'a b', 'a%20b'],
    ['spaces on end', '  ', '%20%20'],
    ['a slash', 'Invoice/Receipt', 'Invoice%2FReceipt'],
    ['a backslash', 'a\\b', 'a%5Cb'],
    ['a percent sign', '100%', '100%25'],
    ['what looks encoded already', '%2F%20', '%252F%2520'],
    ['a plus', 'a+b', 'a%2Bb'],
    ['a question mark', 'why?', 'why%3F'],
    ['a hash', '#1', '%231'],
    ['a semicolon', 'a;b=c', 'a%3Bb%3Dc'],
    ['an ampersand', 'Returns & refunds', 'Returns%20%26%20refunds'],
    ['colon, at, comma, dollar', ':@,$', '%3A%40%2C%24'],
    ['brackets and braces', '[a]{b}', '%5Ba%5D%7Bb%7D'],
    ['quotes and angles', `"<'>"`, `%22%3C'%3E%22`],
    ['a pipe, a caret, a backtick', '|^`', '%7C%5E%60'],
    ['what needs no encoding', "AZaz09-_.!~*'()", "AZaz09-_.!~*'()"],
    ['umlauts', 'Rückerstattung', 'R%C3%BCckerstattung'],
    ['a combining character', 'Ru\u0308ck', 'Ru%CC%88ck'],
    ['an emoji', '🎉', '%F0%9F%8E%89'],
    ['a joined emoji', '👩‍💻', '%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB'],
    ['other scripts', '注文 заказ', '%E6%B3%A8%E6%96%87%20%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7'],
    ['right to left', 'שלום', '%D7%A9%D7%9C%D7%95%D7%9D'],
    ['a byte order mark', '\uFEFFa', '%EF%BB%BFa'],
    ['three dots', '...', '...'],
    ['digits', '0042', '0042'],
  ])('encodes %s in a name, and encodes nothing twice', (_, name, encoded) => {
    const path = '/rest/msg/sendWithCustomerKey';
    expect(new URL(urlOf({ list: name })).href).toContain(`${path}/${encoded}/`);
    expect(urlOf({ list: name, template: name, customerKey: name })).toBe(
      `https://mail.acme.example${path}/${encoded}/${encoded}/${encoded}?format=99&respectOptout=true`,
    );
    expect(queryOf({ campaignName: name })).toBe(`format=99&campaignName=${encoded}&respectOptout=true`);
  });

  test.each(['a/b?c#d;e', '%', 'Zoë 🎉', 'a+b c', '../../lists'])('a server that decodes each segment gets %j back', (name) => {
    const { pathname, searchParams } = new URL(urlOf({ list: name, template: name, customerKey: name, campaignName: name }));
    expect(pathname.split('/').slice(4).map(decodeURIComponent)).toEqual([name, name, name]);
    expect(searchParams.get('campaignName')).toBe(name);
  });

  test('leaves composed and decomposed letters as they were typed', () => {
    expect(urlOf({ list: 'Z\u00eb' })).not.toBe(urlOf({ list: 'Ze\u0308' }));
  });

  test.each([1, 2, 99] as const)('names format %i', (format) => {
    expect(queryOf({ format })).toBe(`format=${format}&respectOptout=true`);
  });

  test.each([
    ['nothing more than it must', {}, 'format=99&respectOptout=true'],
    ['respectOptout when it is off', { respectOptout: false }, 'format=99&respectOptout=false'],
    ['snapshot only when it is asked for', { snapshot: true }, 'format=99&respectOptout=true&snapshot=1'],
    ['campaignName only when there is one', { campaignName: '0' }, 'format=99&campaignName=0&respectOptout=true'],
    ['all of them in one order', { campaignName: 'x', snapshot: true }, 'format=99&campaignName=x&respectOptout=true&snapshot=1'],
  ])('has %s', (_, changes, query) => {
    expect(queryOf(changes)).toBe(query);
  });

  test.each([
    ['a usual site', 'https://api.whatcounts.net', 'api.whatcounts.net'],
    ['a port', 'https://mail.acme.example:8443', 'mail.acme.example:8443'],
    ['a path in front', 'https://acme.example/mail/v1', 'acme.example'],
    ['a port and a path', 'https://acme.example:8443/mail', 'acme.example:8443'],
    ['an IPv6 address', 'http://[::1]:8080', '[::1]:8080'],
    ['a name in punycode', 'https://xn--mller-kva.example', 'xn--mller-kva.example'],
    ['the port that goes without saying', 'https://acme.example:443', 'acme.example'],
  ])('starts with the site: %s', (_, siteUrl, host) => {
    const request = buildSendRequest(siteUrl, checkedMessage(), plain);
    expect(request.url).toBe(`${siteUrl}/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1042?format=99&respectOptout=true`);
    expect(request.headers[0]).toEqual(['Host', host]);
  });
});

describe('the headers of a send', () => {
  test('are these, in this order, without an API client', () => {
    const request = buildSendRequest('https://mail.acme.example', checkedMessage(), credentialHeaders(target()));
    expect(request).toEqual({
      method: 'POST',
      url: urlOf(),
      headers: [
        ['Host', 'mail.acme.example'],
        ['Authorization', 'Basic YWNtZTpjb3JyZWN0IGhvcnNl'],
        ['Accept', 'application/vnd.whatcounts-v1+json'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '0'],
        ['Connection', 'close'],
      ],
      secrets: { typed: ['correct horse', ''], base64: ['YWNtZTpjb3JyZWN0IGhvcnNl'] },
    });
  });

  test('name the API client when the account has one', () => {
    const { headers } = buildSendRequest(
      'https://mail.acme.example',
      checkedMessage(),
      credentialHeaders(target({ clientName: 'crm', clientKey: 'battery staple' })),
    );
    expect(headers.map(([name]) => name)).toEqual([
      'Host',
      'Authorization',
      'Accept',
      'Content-Type',
      'x-api-key',
      'Content-Length',
      'Connection',
    ]);
    expect(headers).toContainEqual(['x-api-key', 'Y3JtOmJhdHRlcnkgc3RhcGxl']);
  });

  test('have placeholders in the same positions where the request is only shown', () => {
    const real = buildSendRequest(
      'https://a.example',
      checkedMessage(),
      credentialHeaders(target({ clientName: 'crm', clientKey: 'staple' })),
    );
    const shown = buildSendRequest('https://a.example', checkedMessage(), placeholderHeaders(true));
    expect(shown.url).toBe(real.url);
    expect(shown.headers.map(([name]) => name)).toEqual(real.headers.map(([name]) => name));
    expect(shown.headers).toContainEqual(['Authorization', 'Basic <base64 of realm:password>']);
    expect(shown.headers).toContainEqual(['x-api-key', '<base64 of client name:client key>']);
  });
});

describe('credentials', () => {
  const decode = (value: string) => Buffer.from(value, 'base64').toString('utf8');
  const headersOf = (changes: Partial<Target>) => credentialHeaders(target(changes));

  test.each([
    ['umlauts', 'Müller', 'größer', 'TcO8bGxlcjpncsO2w59lcg=='],
    ['an emoji', 'acme', '🐎', 'YWNtZTrwn5CO'],
    ['a colon in the password', 'acme', 'a:b', 'YWNtZTphOmI='],
    ['spaces at the ends', 'acme', ' x ', 'YWNtZTogeCA='],
    ['what base64 writes with plus and slash', 'a', '>>>???', 'YTo+Pj4/Pz8='],
  ])('with %s are sent as UTF-8 in base64', (_, realm, password, encoded) => {
    expect(headersOf({ realm, password }).authorization).toBe(`Basic ${encoded}`);
    expect(decode(encoded)).toBe(`${realm}:${password}`);
  });

  test('are on one line, whatever their length', () => {
    const { authorization } = headersOf({ password: 'correct horse '.repeat(100) });
    expect(authorization).not.toMatch(/[\r\n]/);
    expect(decode(authorization.slice(6))).toBe(`acme:${'correct horse '.repeat(100)}`);
  });

  test('of an API client are sent only if it has a name', () => {
    expect(headersOf({ clientKey: 'staple' }).apiKey).toBeNull();
    expect(decode(headersOf({ clientName: 'Käfer', clientKey: 'staple ü' }).apiKey ?? '')).toBe('Käfer:staple ü');
    expect(decode(headersOf({ clientName: 'crm' }).apiKey ?? '')).toBe('crm:');
  });

  test('have placeholders that contain nothing of them', () => {
    expect(placeholderHeaders(false)).toEqual({ authorization: placeholders.authorization, apiKey: null, secrets: noSecrets });
    expect(placeholderHeaders(true)).toEqual({ ...placeholders, secrets: noSecrets });
  });
});

describe('a read', () => {
  test('uses its path unchanged, with no body and the same headers', () => {
    expect(buildReadRequest(target({ siteUrl: 'https://acme.example:8443/mail' }), '/rest/lists?skip=0&max=1')).toEqual({
      method: 'GET',
      url: 'https://acme.example:8443/mail/rest/lists?skip=0&max=1',
      headers: [
        ['Host', 'acme.example:8443'],
        ['Authorization', 'Basic YWNtZTpjb3JyZWN0IGhvcnNl'],
        ['Accept', 'application/vnd.whatcounts-v1+json'],
        ['Content-Type', 'application/json'],
        ['Connection', 'close'],
      ],
      secrets: { typed: ['correct horse', ''], base64: ['YWNtZTpjb3JyZWN0IGhvcnNl'] },
    });
  });

  test('lists the secrets that must not be kept, unless its password is public', () => {
    const named = { clientName: 'crm', clientKey: 'staple' };
    const { secrets } = buildReadRequest(target(named), '/rest/lists');
    expect(secrets).toEqual({ typed: ['correct horse', 'staple'], base64: ['YWNtZTpjb3JyZWN0IGhvcnNl', 'Y3JtOnN0YXBsZQ=='] });
    expect(buildSendRequest('https://a.example', checkedMessage(), credentialHeaders(target(named))).secrets).toEqual(secrets);
    expect(buildReadRequest(target({ ...named, isPublic: true }), '/rest/lists').secrets).toEqual(noSecrets);
  });

  test('has the header of the API client as well', () => {
    const { headers } = buildReadRequest(target({ clientName: 'crm', clientKey: 'staple' }), '/rest/lists');
    expect(headers).toContainEqual(['x-api-key', 'Y3JtOnN0YXBsZQ==']);
  });
});

describe('a send by another command', () => {
  const body = '{"email":"ada@example.com","firstName":"Zoë"}';
  const start = 'https://mail.acme.example';

  test.each([
    [
      'by e-mail and first name, as its page prints it',
      { command: 'email', customerKey: 'ada+1@example.com', recipient: 'email', firstName: 'Ada/2', snapshot: true },
      '/msg/send/Orders/Shipping%20delay/ada%2B1%40example.com/Ada%2F2?format=99&respectOptout=true&snapshot=1',
    ],
    [
      'with a contact model by names',
      { command: 'modelNames', list: 'A/B', body },
      '/rest/msg/sendWithModel/A%2FB/Shipping%20delay?format=99&respectOptout=true',
    ],
    [
      'with a contact model by ids',
      { command: 'modelIds', list: '13', template: '302', campaignName: 'nov 1', body },
      '/rest/msg/sendWithIdsAndModel/13/302?format=99&campaignName=nov%201&respectOptout=true',
    ],
    [
      'with content of its own',
      { command: 'content', template: 'Your order & more', respectOptout: false, body },
      '/rest/msg/sendWithContent/Orders/?format=99&respectOptout=false&subjectLine=Your%20order%20%26%20more',
    ],
    ['to a contact in a list', { command: 'listContact', list: '13', template: '302', body }, '/rest/lists/13/302?format=99'],
  ] as const)('%s', (_, changes, path) => {
    const request = buildSendRequest(start, checkedMessage(changes), plain);
    expect(request.method).toBe('POST');
    expect(request.url).toBe(`${start}${path}`);
    const sent = 'body' in changes ? changes.body : undefined;
    expect(request.body).toBe(sent);
    expect(request.headers).toContainEqual(['Content-Length', sent === undefined ? '0' : '46']);
    expect(request.headers.filter(([name]) => name === 'Content-Type')).toEqual([['Content-Type', 'application/json']]);
  });

  test.each(['modelNames', 'modelIds', 'content', 'listContact'] as const)(
    '%s never takes a snapshot, which is not documented for it',
    (command) => {
      expect(buildSendRequest(start, checkedMessage({ command, snapshot: true, body }), plain).url).not.toContain('snapshot');
    },
  );
});
