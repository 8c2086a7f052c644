/**
 * What a complete response says that is neither acceptance nor what was asked for: who refused, what it means for the message, what to do now.
 * "WhatCounts" is only used for what is recognisably WhatCounts.
 */
import { again, type NextStep } from './connection-text.ts';

/** Whose response it is, as far as that is known. */
export type Responder = 'whatcounts' | 'practice' | 'server' | 'gateway';

interface ResponderParams {
  by: Responder;
  /** Of the account's site, with its port where that is unusual. */
  host: string;
  next: NextStep;
  status: number;
  /** The response's own error text; empty if it has none. */
  errorText: string;
}

/** `waitSeconds`: as the response asks for (`Retry-After`); `null` where it doesn't. */
type WaitParams = ResponderParams & { waitSeconds: number | null };

const nameOf = ({ by, host }: ResponderParams): string => {
  if (by === 'whatcounts') return 'WhatCounts';
  if (by === 'practice') return 'The practice realm';
  return by === 'gateway' ? 'A proxy or firewall' : `The server at ${host}`;
};

/** "The practice realm" in the middle of a sentence. */
const inSentence = (name: string): string => name.replace(/^The /, 'the ');

const facts = ({ status, errorText }: ResponderParams): string => (errorText === '' ? String(status) : `${status} "${errorText}"`);
const likelyNotSent = 'The message was most likely not sent.';
const nothingSent = 'Nothing was sent.';

const assembled = ({ next }: ResponderParams, what: string, meaning: string, advice: string): string =>
  (next === 'send' ? ['Rejected.', what, meaning, advice] : [what, advice]).filter((part) => part !== '').join(' ');

const askAdministrator = ({ next }: ResponderParams): string =>
  next === 'send' ? 'Show the response to your administrator.' : 'Ask your administrator about it.';

const checkSite = (params: ResponderParams): string => `Check the site URL in Accounts. If it's right, ${lower(askAdministrator(params))}`;
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "2 minutes", "1 second", "3 hours": rounded up. */
function span(seconds: number): string {
  const [count, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const wait = ({ waitSeconds, next }: WaitParams): string =>
  waitSeconds === null || waitSeconds <= 0
    ? `Wait a minute, then ${again[next]}.`
    : `It asks to wait ${span(waitSeconds)}. Then ${again[next]}.`;

export const responseText = {
  /** `check`: what names the contact, such as "the address". */
  'response.noContact': (params: ResponderParams & { who: string; list: string; numbered: boolean; check: string }): string =>
    `Rejected. ${nameOf(params)} found no ${params.who} on ${params.numbered ? `list ${params.list}` : params.list}: there is no such contact, or it isn't subscribed (${facts(params)}). ${nothingSent} Check ${params.check} or the list.`,
  'response.credentials': (params: ResponderParams): string => {
    const sure = params.by === 'whatcounts' || params.by === 'practice';
    const advice = params.next === 'test' ? 'Correct them, then test again.' : `Open Accounts to ${sure ? 'correct' : 'check'} them.`;
    return assembled(
      params,
      `${nameOf(params)} refused the realm or password (${params.status}).`,
      sure ? nothingSent : likelyNotSent,
      advice,
    );
  },
  'response.payment': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} asks for a payment (${facts(params)}).`,
      likelyNotSent,
      'Ask whoever manages the WhatCounts account: its plan may be used up.',
    ),
  'response.noRight': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} refused this account (${facts(params)}).`,
      likelyNotSent,
      "Ask your WhatCounts administrator whether the account may use the API from this network: which of the two it is isn't documented.",
    ),
  'response.blocked': (params: ResponderParams): string =>
    params.next === 'send'
      ? `Rejected by a proxy or firewall, not by WhatCounts (${facts(params)}). ${likelyNotSent} Show the response to your administrator.`
      : `A proxy or firewall refused this, not WhatCounts (${facts(params)}). Ask your administrator to let Keypost reach ${params.host}, then ${again[params.next]}.`,
  'response.forbidden': (params: ResponderParams): string =>
    assembled(params, `${nameOf(params)} refused the request (${facts(params)}).`, likelyNotSent, askAdministrator(params)),
  'response.notFound': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} didn't find what was asked for (${facts(params)}).`,
      likelyNotSent,
      params.next === 'send' ? 'Check the list, the template and the key.' : '',
    ),
  'response.noSuchAddress': (params: ResponderParams): string =>
    assembled(params, `${nameOf(params)} has nothing at this address (${facts(params)}).`, likelyNotSent, checkSite(params)),
  'response.method': (params: ResponderParams): string =>
    assembled(params, `${nameOf(params)} doesn't take this kind of request (${facts(params)}).`, likelyNotSent, checkSite(params)),
  'response.type': (params: ResponderParams): string =>
    assembled(params, `${nameOf(params)} doesn't take or give JSON here (${facts(params)}).`, likelyNotSent, checkSite(params)),
  'response.proxyLogin': (params: ResponderParams): string =>
    assembled(
      params,
      `A proxy on the way to ${params.host} asks for a name and password (${params.status}).`,
      likelyNotSent,
      'Ask your administrator how programs get past it.',
    ),
  'response.tooSlow': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} didn't get the whole request in time (${facts(params)}).`,
      likelyNotSent,
      `Check the network, then ${again[params.next]}.`,
    ),
  'response.noLength': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} misses the length of the request (${facts(params)}): something on the way took it out.`,
      likelyNotSent,
      askAdministrator(params),
    ),
  'response.tooLarge': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} takes no message as large as this one (${facts(params)}).`,
      likelyNotSent,
      `Shorten its content, then ${again[params.next]}.`,
    ),
  'response.addressTooLong': (params: ResponderParams): string =>
    assembled(
      params,
      `The address of the request is too long (${facts(params)}).`,
      likelyNotSent,
      `Shorten the campaign name or the key, then ${again[params.next]}.`,
    ),
  'response.headersTooLarge': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} takes no headers as large as these (${facts(params)}).`,
      likelyNotSent,
      `Check the password and the API client in Accounts: one of them is very long.`,
    ),
  'response.misdirected': (params: ResponderParams): string =>
    assembled(
      params,
      `The request reached a server that isn't responsible for ${params.host} (${facts(params)}).`,
      likelyNotSent,
      checkSite(params),
    ),
  'response.tooEarly': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} didn't want to risk the request yet (${facts(params)}).`,
      likelyNotSent,
      `Wait a moment, then ${again[params.next]}.`,
    ),
  'response.protocol': (params: ResponderParams): string =>
    assembled(params, `${nameOf(params)} wants another version of HTTP (${facts(params)}).`, likelyNotSent, checkSite(params)),
  'response.limited': (params: WaitParams): string =>
    assembled(params, `${nameOf(params)} is limiting requests (${facts(params)}).`, likelyNotSent, wait(params)),
  'response.legal': (params: ResponderParams): string =>
    assembled(params, `${params.host} is blocked here for legal reasons (${facts(params)}).`, likelyNotSent, askAdministrator(params)),
  'response.signIn': (params: ResponderParams): string =>
    assembled(
      params,
      `This network wants somebody to sign in first (${params.status}).`,
      likelyNotSent,
      `Open any web page in a browser, sign in there, then ${again[params.next]}.`,
    ),
  'response.refused': (params: ResponderParams): string =>
    params.by === 'whatcounts' || params.by === 'practice'
      ? assembled(
          params,
          `${nameOf(params)} refused the ${params.next === 'send' ? 'message' : 'request'} (${facts(params)}).`,
          likelyNotSent,
          params.next === 'send' ? 'Correct the message, then send it again.' : '',
        )
      : assembled(
          params,
          `${nameOf(params)} refused the request (${facts(params)}).`,
          likelyNotSent,
          `Check the message${params.next === 'send' ? '' : ' and the site URL'}. If it's right, ${lower(askAdministrator(params))}`,
        ),
  /** `to`: the host it leads to; empty where that is the same one or not params. */
  'response.redirect': (params: ResponderParams & { to: string }): string => {
    const leads = params.to === '' ? 'a redirect' : `a redirect to ${params.to}`;
    const advice =
      params.to === ''
        ? checkSite(params)
        : `If that's the sign-in page of this network, open it in a browser and sign in. Otherwise check the site URL in Accounts.`;
    const meaning = 'It may have done part of the work: check before you send again.';
    return assembled(params, `${params.host} responded with ${leads} (${params.status}), which Keypost doesn't follow.`, meaning, advice);
  },
  'response.webPage': (params: ResponderParams): string =>
    params.next === 'send'
      ? `Rejected. A web page came back (${params.status}), not a response of WhatCounts: perhaps a sign-in page of this network. Open ${params.host} in a browser to see it. Check before you send again.`
      : `A web page came back (${params.status}), not a response of WhatCounts: perhaps a sign-in page of this network. Open ${params.host} in a browser to see it, or check the site URL in Accounts.`,
  /** `but`: how it differs from acceptance. */
  'response.unexpected': (params: ResponderParams & { but: string }): string =>
    `Rejected. ${nameOf(params)} responded ${params.status}, but ${params.but}. What that means isn't documented. Check before you send again.`,
  'response.serverError': (params: ResponderParams): string =>
    params.next === 'send'
      ? `Rejected by ${params.by === 'whatcounts' || params.by === 'practice' ? inSentence(nameOf(params)) : 'the server'} (${facts(params)}). It may have done part of the work: check before you send again.`
      : `${params.host} responded with a server error (${facts(params)}). Wait a minute, then ${again[params.next]}.`,
  'response.gatewayError': (params: ResponderParams): string =>
    params.next === 'send'
      ? `Rejected by a gateway before ${params.host} (${facts(params)}). It may have passed the message on: check before you send again.`
      : `A gateway before ${params.host} got no usable response from it (${facts(params)}). Wait a minute, then ${again[params.next]}.`,
  'response.unavailable': (params: WaitParams): string => {
    const asks = params.waitSeconds === null || params.waitSeconds <= 0 ? '' : ` It asks to wait ${span(params.waitSeconds)}.`;
    return params.next === 'send'
      ? `Rejected. ${nameOf(params)} isn't available at the moment (${facts(params)}).${asks} It may have done part of the work: check before you send again.`
      : `${nameOf(params)} isn't available at the moment (${facts(params)}). ${wait(params)}`;
  },
  'response.unusual': (params: ResponderParams): string =>
    assembled(
      params,
      `${nameOf(params)} responded with ${facts(params)}, which means nothing in HTTP.`,
      '',
      params.next === 'send' ? 'Check before you send again.' : checkSite(params),
    ),
};

type ResponseTexts = typeof responseText;
type ResponseCode = keyof ResponseTexts;
type ResponseParams<C extends ResponseCode> = Omit<Parameters<ResponseTexts[C]>[0], 'host' | 'next'>;

/** What a response says, as data. */
export type ResponseProblem = { [C in ResponseCode]: { code: C; params: ResponseParams<C> } }[ResponseCode];

/** The text of a response's problem. */
export function responseProblemText(
  problem: ResponseProblem,
  where: { host: string; next: NextStep },
): { [C in ResponseCode]: { code: C; params: Parameters<ResponseTexts[C]>[0] } }[ResponseCode] {
  // Both sides of the union are made from the same table, which the compiler can't follow through the spread.
  return { code: problem.code, params: { ...problem.params, ...where } } as never;
}

/** One to four words for narrow places. */
export const responseHint = ({ code, params: { status } }: ResponseProblem): string => hints[code].replace('#', String(status));

const hints: Readonly<Record<ResponseCode, string>> = {
  'response.noContact': 'No such subscriber',
  'response.credentials': 'Credentials refused',
  'response.payment': 'Payment required (#)',
  'response.noRight': 'Account refused (#)',
  'response.blocked': 'Blocked (#)',
  'response.forbidden': 'Forbidden (#)',
  'response.notFound': 'Not found',
  'response.noSuchAddress': 'Wrong address (#)',
  'response.method': 'Method refused (#)',
  'response.type': 'JSON refused (#)',
  'response.proxyLogin': 'Proxy login needed',
  'response.tooSlow': 'Too slow (#)',
  'response.noLength': 'Length missing (#)',
  'response.tooLarge': 'Too large (#)',
  'response.addressTooLong': 'Address too long (#)',
  'response.headersTooLarge': 'Headers too large (#)',
  'response.misdirected': 'Wrong server (#)',
  'response.tooEarly': 'Too early (#)',
  'response.protocol': 'HTTP version refused (#)',
  'response.limited': 'Limited (#)',
  'response.legal': 'Legally blocked (#)',
  'response.signIn': 'Sign-in needed (#)',
  'response.refused': 'Refused (#)',
  'response.redirect': 'Redirect (#)',
  'response.webPage': 'Web page (#)',
  'response.unexpected': 'Unexpected response',
  'response.serverError': 'Server error #',
  'response.gatewayError': 'Gateway error #',
  'response.unavailable': 'Not available (#)',
  'response.unusual': 'Unusual status #',
};
