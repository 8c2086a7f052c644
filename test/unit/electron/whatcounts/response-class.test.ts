import { describe, expect, test } from 'vitest';
import { isOfWhatCounts, responderOf, responseProblem } from '../../../../electron/whatcounts/response-class.ts';
import type { WireResponse, WireHeader } from '../../../../electron/net/transport.ts';
import { wireResponse } from './responses.ts';

const host = 'wc.example';
const now = Date.parse('2026-11-24T10:00:00Z');
const apiError = { error: 'Something Is Wrong', status: 'Wrong', statusCode: 400 };

const typed = (type: string, body: unknown): WireResponse => wireResponse(body, { headers: [['Content-Type', type]] });
const problemOf = (response: WireResponse, practice = false) => responseProblem(response, { host, practice }, now);

/** For each kind of server, a response that shows only who sent it. */
const from = {
  whatcounts: (status: number, headers: WireHeader[] = []) => wireResponse(apiError, { status, headers }),
  server: (status: number, headers: WireHeader[] = []) => wireResponse('Sorry', { status, headers }),
  gateway: (status: number, headers: WireHeader[] = []) =>
    wireResponse('Sorry', { status, headers: [['X-Squid-Error', 'ERR 0'], ...headers] }),
};

describe('a response is recognized as WhatCounts', () => {
  test.each([
    ['the 0 of acceptance as JSON', typed('application/json', '0')],
    ['as JSON with a character set', typed('Application/JSON; charset=utf-8', '0')],
    ['as a kind of JSON that has a name', typed('application/vnd.whatcounts+json', '0')],
    ['with a space before the type', typed(' application/json', '0')],
    ['its form of an error', wireResponse(apiError)],
    ['only its error text for a missing contact', wireResponse({ error: 'Subscriber Not Found' })],
  ])('by %s', (_, response) => {
    expect(isOfWhatCounts(response)).toBe(true);
  });

  test.each([
    ['a 0 of no type', wireResponse('0')],
    ['a 0 of another type', typed('text/plain', '0')],
    ['a 0 of a type that only ends like JSON', typed('x-application/json', '0')],
    ['a 0 of a type that only begins like JSON', typed('application/jsonish', '0')],
    ['other text before that for a missing contact', wireResponse({ error: 'The Subscriber Not Found' })],
    ['other text after that for a missing contact', wireResponse({ error: 'Subscriber Not Found Here' })],
    ['half of its form of an error', wireResponse({ error: 'Wrong', status: 'Wrong' })],
    ['what is no JSON', wireResponse('Sorry')],
  ])('but not by %s', (_, response) => {
    expect(isOfWhatCounts(response)).toBe(false);
  });
});

describe('the responder', () => {
  test('is WhatCounts or, for its account, the practice realm', () => {
    expect(responderOf(wireResponse(apiError), false)).toBe('whatcounts');
    expect(responderOf(wireResponse(apiError), true)).toBe('practice');
  });

  test.each([
    ['a page by its type', typed('text/html; charset=utf-8', 'Sorry')],
    ['a page by its type after spaces', typed('  text/html', 'Sorry')],
    ['a page of XHTML', typed('application/xhtml+xml', 'Sorry')],
    ['a page by how it begins', wireResponse('<!DOCTYPE html><p>Sorry')],
    ['a page that begins with blank lines', wireResponse(' \r\n\n<html>Sorry')],
    ...['Squid/6.1', 'Zscaler/6.2', 'BigIP', 'BIG-IP', 'Palo Alto Networks', 'PaloAlto', 'Blue Coat', 'BlueCoat'].map(
      (name): [string, WireResponse] => [`a server called ${name}`, wireResponse('Sorry', { headers: [['Server', name]] })],
    ),
    ...['X-Squid-Error', 'Proxy-Status', 'CF-Mitigated', 'X-Sucuri-Block', 'Proxy-Authenticate'].map((name): [string, WireResponse] => [
      `the header ${name}`,
      wireResponse('Sorry', { headers: [[name, 'x']] }),
    ]),
  ])('is a gateway by %s', (_, response) => {
    expect(responderOf(response, false)).toBe('gateway');
    expect(responderOf(response, true)).toBe('gateway');
  });

  test.each([
    ['plain text', wireResponse('Sorry')],
    ['a 0 without a type', wireResponse('0')],
    ['markup further on', wireResponse('See <html>')],
    ['markup right behind a word', wireResponse('See:<html>')],
    ['a type that only mentions a page', typed('text/plain; was=text/html', 'Sorry')],
    ['a type that only ends like that of a page', typed('x-text/html', 'Sorry')],
    ['an empty header of a proxy', wireResponse('Sorry', { headers: [['Proxy-Status', '']] })],
    ['an ordinary server', wireResponse('Sorry', { headers: [['Server', 'nginx']] })],
    [
      "JSON that passed a proxy, which is never the proxy's own",
      wireResponse(
        {},
        {
          headers: [
            ['Content-Type', 'application/json'],
            ['X-Squid-Error', 'ERR 0'],
            ['Server', 'squid'],
          ],
        },
      ),
    ],
  ])('is any other server by %s', (_, response) => {
    expect(responderOf(response, false)).toBe('server');
  });
});

describe('the kind of a problem', () => {
  test.each([
    [401, 'response.credentials'],
    [402, 'response.payment'],
    [405, 'response.method'],
    [406, 'response.type'],
    [407, 'response.proxyLogin'],
    [408, 'response.tooSlow'],
    [410, 'response.noSuchAddress'],
    [411, 'response.noLength'],
    [413, 'response.tooLarge'],
    [414, 'response.addressTooLong'],
    [415, 'response.type'],
    [421, 'response.misdirected'],
    [425, 'response.tooEarly'],
    [426, 'response.protocol'],
    [431, 'response.headersTooLarge'],
    [451, 'response.legal'],
    [505, 'response.protocol'],
    [511, 'response.signIn'],
    [599, 'response.gatewayError'],
    [598, 'response.gatewayError'],
    [597, 'response.serverError'],
    [531, 'response.serverError'],
    [530, 'response.gatewayError'],
    [520, 'response.gatewayError'],
    [519, 'response.serverError'],
    [504, 'response.gatewayError'],
    [502, 'response.gatewayError'],
    [500, 'response.serverError'],
    [499, 'response.refused'],
    [400, 'response.refused'],
    [600, 'response.unusual'],
    [199, 'response.unusual'],
  ])('of a server is classified by the status %i: %s', (status, code) => {
    expect(problemOf(from.server(status))).toEqual({ code, params: { by: 'server', status, errorText: '' } });
  });

  test.each([
    [401, 'response.credentials'],
    [403, 'response.noRight'],
    [404, 'response.notFound'],
    [451, 'response.legal'],
    [502, 'response.serverError'],
    [530, 'response.serverError'],
    [400, 'response.refused'],
  ])('of the API is reported with its text: %i', (status, code) => {
    const params = { status, errorText: 'Something Is Wrong' };
    expect(problemOf(from.whatcounts(status))).toEqual({ code, params: { ...params, by: 'whatcounts' } });
    expect(problemOf(from.whatcounts(status), true)).toEqual({ code, params: { ...params, by: 'practice' } });
  });

  test.each([
    [403, 'response.forbidden', 'server', 'server'],
    [403, 'response.blocked', 'gateway', 'gateway'],
    [401, 'response.forbidden', 'gateway', 'gateway'],
    [404, 'response.noSuchAddress', 'server', 'server'],
    [404, 'response.noSuchAddress', 'gateway', 'server'],
    [405, 'response.method', 'gateway', 'server'],
    [407, 'response.proxyLogin', 'gateway', 'server'],
    [451, 'response.legal', 'gateway', 'gateway'],
    [502, 'response.gatewayError', 'gateway', 'gateway'],
    [400, 'response.refused', 'gateway', 'gateway'],
  ] as const)('%i is %s from a %s, and attributed to the %s', (status, code, who, by) => {
    expect(problemOf(from[who](status))).toEqual({ code, params: { by, status, errorText: '' } });
  });

  test('of a web page is the page itself if the status is no error', () => {
    expect(problemOf(typed('text/html', 'Welcome'))).toEqual({
      code: 'response.webPage',
      params: { by: 'gateway', status: 200, errorText: '' },
    });
  });

  test.each([
    ['a 0 with another status', wireResponse('0', { status: 202 }), 'server', '', 'only 200 is known to mean acceptance'],
    ['an error', wireResponse(apiError), 'whatcounts', 'Something Is Wrong', 'with an error ("Something Is Wrong")'],
    ['nothing', wireResponse(''), 'server', '', 'without the 0 that means acceptance'],
    ['a number', wireResponse('1'), 'server', '', 'with another number than the 0 that means acceptance'],
    ['text', from.server(200), 'server', '', 'with something else than the 0 that means acceptance'],
    ['text of a gateway', from.gateway(299), 'server', '', 'with something else than the 0 that means acceptance'],
  ])('of a success that is no acceptance describes what came instead: %s', (_, response, by, errorText, but) => {
    expect(problemOf(response)).toEqual({ code: 'response.unexpected', params: { by, status: response.status, errorText, but } });
  });
});

describe('a redirect', () => {
  test.each([
    ['another host', 'https://login.example/a?email=x', 'login.example'],
    ['another port', `https://${host}:8443/`, `${host}:8443`],
    ['the site itself', `https://${host}/other`, ''],
    ['an address within the site', '/other', ''],
    ['what is no address', 'https://[', ''],
  ])('to %s names only the other host', (_, location, to) => {
    const params = { by: 'server', errorText: '', to };
    for (const status of [300, 302, 399])
      expect(problemOf(from.server(status, [['Location', location]]))).toEqual({
        code: 'response.redirect',
        params: { ...params, status },
      });
  });

  test('without an address names no host', () => {
    expect(problemOf(from.server(301))).toMatchObject({ code: 'response.redirect', params: { to: '' } });
  });
});

describe('the time to wait', () => {
  test.each([
    ['seconds', '120', 120],
    ['seconds among spaces', ' 120 ', 120],
    ['no time at all', '0', 0],
    ['a moment', 'Tue, 24 Nov 2026 10:01:30 GMT', 90],
    ['a moment that ends in digits', 'Tue, 24 Nov 2026 10:01:30 +0000', 90],
    ['a moment that begins with digits', '2026-11-24T10:01:29.500Z', 90],
    ['a moment that is over', 'Tue, 24 Nov 2026 09:59:00 GMT', 0],
    ['text', 'soon', null],
    ['nothing', '', null],
  ])('is read from %s', (_, value, waitSeconds) => {
    const headers: WireHeader[] = [['Retry-After', value]];
    expect(problemOf(from.server(429, headers))).toEqual({
      code: 'response.limited',
      params: { by: 'server', status: 429, errorText: '', waitSeconds },
    });
    expect(problemOf(from.gateway(503, headers))).toEqual({
      code: 'response.unavailable',
      params: { by: 'gateway', status: 503, errorText: '', waitSeconds },
    });
  });

  test('is unknown without a header', () => {
    expect(problemOf(from.whatcounts(429))).toMatchObject({ params: { by: 'whatcounts', waitSeconds: null } });
  });
});
