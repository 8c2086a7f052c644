/** Builds requests to the WhatCounts REST API. */
import { noSecrets, type Secrets } from '../net/redaction/secrets.ts';
import type { CheckedMessage } from '../shared/domain/message.ts';
import { queryNames, sendCommands, type CommandId, type QueryName } from '../shared/domain/send-commands.ts';
import type { WireHeader, WireRequest } from '../net/transport.ts';

/** The site and credentials of a request. Kept only while a request is made. */
export interface Target {
  /** Origin and optional path prefix, without trailing slash and without `/rest`. */
  siteUrl: string;
  realm: string;
  password: string;
  /** Empty for the realm's default API client. */
  clientName: string;
  clientKey: string;
  /** Whether the password protects nothing, as in the practice realm: then a response that echoes it may be kept. */
  isPublic?: boolean;
}

/** The values of the two headers that carry credentials; `apiKey` is `null` without an API client. */
export interface CredentialHeaders {
  authorization: string;
  apiKey: string | null;
  /** The secrets in them, which must not be kept. */
  secrets: Secrets;
}

/** Placeholders for credentials wherever a request is shown, stored or copied. */
export const placeholders = {
  authorization: 'Basic <base64 of realm:password>',
  apiKey: '<base64 of client name:client key>',
} as const;

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/**
 * Credentials in the API's format (WhatCounts support: REST Overview). Non-ASCII characters are sent as UTF-8, which the
 * documentation doesn't specify.
 */
export function credentialHeaders(target: Target): CredentialHeaders {
  const login = base64(`${target.realm}:${target.password}`);
  const apiKey = target.clientName === '' ? null : base64(`${target.clientName}:${target.clientKey}`);
  const secrets = { typed: [target.password, target.clientKey], base64: apiKey === null ? [login] : [login, apiKey] };
  return { authorization: `Basic ${login}`, apiKey, secrets: target.isPublic ? noSecrets : secrets };
}

/** The same headers with placeholders instead of credentials. */
export function placeholderHeaders(hasClient: boolean): CredentialHeaders {
  return { authorization: placeholders.authorization, apiKey: hasClient ? placeholders.apiKey : null, secrets: noSecrets };
}

/**
 * The request of a send, for every command: see send-commands.ts. Names are percent-encoded one by one, so a slash in a name stays in
 * its segment; how the server reads `%2F` is not documented.
 */
export function buildSendRequest(siteUrl: string, message: CheckedMessage, credentials: CredentialHeaders): WireRequest {
  const command = sendCommands[message.command];
  const path = [command.root, ...command.segments.map((segment) => encodeURIComponent(message[segment]))].join('/');
  const url = `${siteUrl}${path}${command.endsInSlash ? '/' : ''}?${sendQuery(message)}`;
  const length = String(Buffer.byteLength(message.body));
  const headers: WireHeader[] = [...commonHeaders(url, credentials), ['Content-Length', length], ['Connection', 'close']];
  return { method: 'POST', url, headers, ...(message.body === '' ? {} : { body: message.body }), secrets: credentials.secrets };
}

/** Whether the request of a send went to this site: `https://a.example/eu` and `https://a.example` are different sites. */
export const isAddressedTo = (siteUrl: string, command: CommandId, url: string): boolean =>
  url.startsWith(`${siteUrl}${sendCommands[command].root}/`);

/** A GET request; `path` starts with a slash and is already encoded, such as `/rest/lists?skip=0`. */
export function buildReadRequest(target: Target, path: string): WireRequest {
  const url = `${target.siteUrl}${path}`;
  const credentials = credentialHeaders(target);
  return { method: 'GET', url, headers: [...commonHeaders(url, credentials), ['Connection', 'close']], secrets: credentials.secrets };
}

/**
 * Only what the command's page documents. Query names are case-sensitive, and the API silently ignores wrong ones, so they are defined
 * only in send-commands.ts.
 */
function sendQuery(message: CheckedMessage): string {
  const values: Readonly<Record<QueryName, string | null>> = {
    format: String(message.format),
    campaignName: message.campaignName === '' ? null : message.campaignName,
    respectOptout: String(message.respectOptout),
    snapshot: message.snapshot ? '1' : null,
    subjectLine: message.template,
  };
  const { queries } = sendCommands[message.command];
  return queryNames
    .filter((name) => queries.includes(name))
    .flatMap((name) => (values[name] === null ? [] : [`${name}=${encodeURIComponent(values[name])}`]))
    .join('&');
}

/** Headers of every call (WhatCounts support: REST Overview). Content-Type is required even without a body. */
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
