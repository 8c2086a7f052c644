/** Classifies complete responses that don't have what was requested: who sent them, and what the problem is. Used by all callers. */
import * as v from 'valibot';
import { shownText } from '../shared/base/body-text.ts';
import type { Responder, ResponseProblem } from '../shared/i18n/response-text.ts';
import { readSendResponse } from './send-response.ts';
import type { WireResponse } from '../net/transport.ts';

/** The API's errors have all three (WhatCounts support: Send Message with Customer Key). Those of other servers have one or two of them. */
const ApiErrorSchema = v.object({ error: v.string(), status: v.string(), statusCode: v.number() });

export interface AskedSite {
  /** Host, and port if unusual, of the account's site. */
  host: string;
  /** Whether it is the practice realm. */
  practice: boolean;
}

const headerOf = ({ headers }: Pick<WireResponse, 'headers'>, wanted: string): string =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

/**
 * Whether the response is from the API itself: recognized by the format of its errors, a documented text, or the documented body of
 * acceptance.
 */
export function isOfWhatCounts(response: WireResponse): boolean {
  const { body, errorText } = readSendResponse(response);
  if (body === 'zero') return /^application\/(?:[\w.+-]+\+)?json\b/i.test(headerOf(response, 'content-type').trim());
  if (/^subscriber not found$/i.test(errorText)) return true;
  try {
    return v.is(ApiErrorSchema, JSON.parse(shownText(response.body, response.headers)));
  } catch {
    return false;
  }
}

export function responderOf(response: WireResponse, practice: boolean): Responder {
  if (isOfWhatCounts(response)) return practice ? 'practice' : 'whatcounts';
  return isPage(response) || isOfGateway(response) ? 'gateway' : 'server';
}

/** The API responds only with JSON, so a web page is from another server. */
const isPage = (response: WireResponse): boolean =>
  /^\s*(?:text\/html|application\/xhtml)/i.test(headerOf(response, 'content-type')) ||
  /^\s*(?:<!doctype html|<html|<head|<body)/i.test(Buffer.from(response.body.subarray(0, 512)).toString('latin1'));

/** Headers and server names that only gateways on the way use in their own responses. */
const gatewayHeaders = ['x-squid-error', 'proxy-status', 'cf-mitigated', 'x-sucuri-block', 'proxy-authenticate'];
const gatewayServers =
  /squid|zscaler|fortigate|fortiweb|bluecoat|blue coat|big-?ip|barracuda|sophos|mod_security|incapsula|imperva|palo ?alto|websense|mcafee|captive/i;

function isOfGateway(response: WireResponse): boolean {
  const isJson = /json/i.test(headerOf(response, 'content-type'));
  return !isJson && (gatewayHeaders.some((name) => headerOf(response, name) !== '') || gatewayServers.test(headerOf(response, 'server')));
}

type Code = ResponseProblem['code'];
/** Codes that need only the responder, the status and the error text. */
type PlainCode = Exclude<
  Code,
  'response.noContact' | 'response.limited' | 'response.unavailable' | 'response.redirect' | 'response.unexpected'
>;

const plainCodes: Readonly<Record<number, PlainCode>> = {
  401: 'response.credentials',
  402: 'response.payment',
  405: 'response.method',
  406: 'response.type',
  407: 'response.proxyLogin',
  408: 'response.tooSlow',
  410: 'response.noSuchAddress',
  411: 'response.noLength',
  413: 'response.tooLarge',
  414: 'response.addressTooLong',
  415: 'response.type',
  421: 'response.misdirected',
  425: 'response.tooEarly',
  426: 'response.protocol',
  431: 'response.headersTooLarge',
  451: 'response.legal',
  505: 'response.protocol',
  511: 'response.signIn',
};
/** 502 and 504 are standard; gateways use 520 to 530, 598 and 599 for causes of their own. */
const isGatewayStatus = (status: number): boolean =>
  status === 502 || status === 504 || (status >= 520 && status <= 530) || status === 598 || status === 599;

/** `now`: milliseconds since 1970, for a `Retry-After` with a date. */
export function responseProblem(response: WireResponse, { host, practice }: AskedSite, now: number): ResponseProblem {
  const { status } = response;
  const by = responderOf(response, practice);
  const read = readSendResponse(response);
  const params = { by, status, errorText: read.errorText };
  const ofApi = by === 'whatcounts' || by === 'practice';
  if (status === 429) return { code: 'response.limited', params: { ...params, waitSeconds: retryAfter(response, now) } };
  if (status === 503) return { code: 'response.unavailable', params: { ...params, waitSeconds: retryAfter(response, now) } };
  if (status === 401 && by === 'gateway') return { code: 'response.forbidden', params };
  if (status === 403) return { code: ofApi ? 'response.noRight' : by === 'gateway' ? 'response.blocked' : 'response.forbidden', params };
  if (status === 404)
    return { code: ofApi ? 'response.notFound' : 'response.noSuchAddress', params: { ...params, by: ofApi ? by : 'server' } };
  const plain = plainCodes[status];
  if (plain !== undefined) return { code: plain, params: { ...params, by: by === 'gateway' && status !== 451 ? 'server' : by } };
  if (isGatewayStatus(status)) return { code: ofApi ? 'response.serverError' : 'response.gatewayError', params };
  if (status < 200 || status >= 600) return { code: 'response.unusual', params };
  if (status >= 500) return { code: 'response.serverError', params };
  if (status >= 400) return { code: 'response.refused', params };
  if (status >= 300) return { code: 'response.redirect', params: { ...params, to: redirectHost(response, host) } };
  if (isPage(response)) return { code: 'response.webPage', params };
  return { code: 'response.unexpected', params: { ...params, by: by === 'gateway' ? 'server' : by, but: notAcceptance(read) } };
}

function notAcceptance({ body, errorText }: ReturnType<typeof readSendResponse>): string {
  if (body === 'zero') return 'only 200 is known to mean acceptance';
  if (body === 'error') return `with an error ("${errorText}")`;
  if (body === 'empty') return 'without the 0 that means acceptance';
  if (body === 'number') return 'with another number than the 0 that means acceptance';
  return 'with something else than the 0 that means acceptance';
}

/** Seconds; `null` if the header is missing or can't be read. */
function retryAfter(response: WireResponse, now: number): number | null {
  const value = headerOf(response, 'retry-after').trim();
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** The host that a redirect leads to; empty if it is the site itself or can't be read. The rest of the address may repeat request data. */
function redirectHost(response: WireResponse, host: string): string {
  try {
    const to = new URL(headerOf(response, 'location'), `https://${host}`).host;
    return to === host ? '' : to;
  } catch {
    return '';
  }
}
