/** Builds requests to the WhatCounts REST API. Pure. */
import type { WireHeader, WireRequest } from './transport.ts';

/** Where a request goes and as whom. Held only while a request is made. */
export interface Target {
  /** Origin and optional path prefix, without trailing slash and without `/rest`. */
  siteUrl: string;
  realm: string;
  password: string;
  /** Empty for the realm's default API client. */
  clientName: string;
  clientKey: string;
}

/** The parts of a checked message that make up the request; see check-message.ts. */
export interface SendParts {
  list: string;
  template: string;
  customerKey: string;
  format: 1 | 2 | 99;
  campaignName: string;
  respectOptout: boolean;
  snapshot: boolean;
}

/** The values of the two headers that carry credentials; `apiKey` is `null` without an API client. */
export interface CredentialHeaders {
  authorization: string;
  apiKey: string | null;
}

/** What stands in for credentials wherever a request is shown, kept or copied. */
export const placeholders = {
  authorization: 'Basic <base64 of realm:password>',
  apiKey: '<base64 of client name:client key>',
} as const;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * Credentials as the API wants them (WhatCounts support: REST Overview). Non-ASCII is sent as UTF-8, which the
 * documentation leaves open.
 */
export function credentialHeaders(target: Target): CredentialHeaders {
  return {
    authorization: `Basic ${base64(`${target.realm}:${target.password}`)}`,
    apiKey: target.clientName === '' ? null : base64(`${target.clientName}:${target.clientKey}`),
  };
}

/** The same headers with placeholders instead of credentials. */
export function placeholderHeaders(hasClient: boolean): CredentialHeaders {
  return { authorization: placeholders.authorization, apiKey: hasClient ? placeholders.apiKey : null };
}

/**
 * The send by customer key (WhatCounts support: Send Message with Customer Key). Names are percent-encoded one by one, so
 * a slash inside a name stays inside its segment; how the server reads `%2F` is not documented.
 */
export function buildSendRequest(siteUrl: string, parts: SendParts, credentials: CredentialHeaders): WireRequest {
  const segments = [parts.list, parts.template, parts.customerKey].map(encodeURIComponent).join('/');
  const url = `${siteUrl}/rest/msg/sendWithCustomerKey/${segments}?${sendQuery(parts)}`;
  return { method: 'POST', url, headers: [...commonHeaders(url, credentials), ['Content-Length', '0'], ['Connection', 'close']] };
}

/** A read, such as `/rest/lists?skip=0`; `path` starts with a slash and is encoded already. */
export function buildReadRequest(target: Target, path: string): WireRequest {
  const url = `${target.siteUrl}${path}`;
  return { method: 'GET', url, headers: [...commonHeaders(url, credentialHeaders(target)), ['Connection', 'close']] };
}

/** Query names are case sensitive and a wrong one is ignored by the API without a word, so they stand here and nowhere else. */
function sendQuery(parts: SendParts): string {
  const query: [name: string, value: string][] = [['format', String(parts.format)]];
  if (parts.campaignName !== '') query.push(['campaignName', parts.campaignName]);
  query.push(['respectOptout', String(parts.respectOptout)]);
  if (parts.snapshot) query.push(['snapshot', '1']);
  return query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

/** Headers of every call (WhatCounts support: REST Overview). Content-Type is required there even where there is no body. */
function commonHeaders(url: string, credentials: CredentialHeaders): WireHeader[] {
  const headers: WireHeader[] = [
    ['Host', new URL(url).host],
    ['Authorization', credentials.authorization],
    ['Accept', 'application/vnd.whatcounts-v1+json'],
    ['Content-Type', 'application/json'],
  ];
  if (credentials.apiKey !== null) headers.push(['x-api-key', credentials.apiKey]);
  return headers;
}
