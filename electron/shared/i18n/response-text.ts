/**
 * What a complete response says that is neither acceptance nor what was asked for: who refused, what it means for the message, what to do now.
 * "WhatCounts" is only said of what is recognisably WhatCounts.
 */
import { again, type NextStep } from './connection-text.ts';

/** Whose response it is, as far as it can be told. */
export type Responder = 'whatcounts' | 'practice' | 'server' | 'gateway';

interface Said {
  by: Responder;
  /** Of the account's site, with its port where that is unusual. */
  host: string;
  next: NextStep;
  status: number;
  /** The response's own error words; empty where there are none. */
  said: string;
}

/** `waitSeconds`: as the response asks for (`Retry-After`); `null` where it doesn't. */
type Waiting = Said & { waitSeconds: number | null };

const nameOf = ({ by, host }: Said): string => {
  if (by === 'whatcounts') return 'WhatCounts';
  if (by === 'practice') return 'The practice realm';
  return by === 'gateway' ? 'A proxy or firewall' : `The server at ${host}`;
};

/** "The practice realm" in the middle of a sentence. */
const inSentence = (name: string): string => name.replace(/^The /, 'the ');

const facts = ({ status, said }: Said): string => (said === '' ? String(status) : `${status} "${said}"`);
const likelyNotSent = 'The message was most likely not sent.';
const nothingSent = 'Nothing was sent.';

const told = ({ next }: Said, what: string, meaning: string, advice: string): string =>
  (next === 'send' ? ['Rejected.', what, meaning, advice] : [what, advice]).filter((part) => part !== '').join(' ');

const askAdministrator = ({ next }: Said): string =>
  next === 'send' ? 'Show the response to your administrator.' : 'Ask your administrator about it.';

const checkSite = (said: Said): string => `Check the site URL in Accounts. If it's right, ${lower(askAdministrator(said))}`;
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "2 minutes", "1 second", "3 hours": rounded up. */
function span(seconds: number): string {
  const [count, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const wait = ({ waitSeconds, next }: Waiting): string =>
  waitSeconds === null || waitSeconds <= 0
    ? `Wait a minute, then ${again[next]}.`
    : `It asks to wait ${span(waitSeconds)}. Then ${again[next]}.`;

export const responseText = {
  /** `check`: what names the contact, such as "the address". */
  'response.noContact': (said: Said & { who: string; list: string; numbered: boolean; check: string }): string =>
    `Rejected. ${nameOf(said)} found no ${said.who} on ${said.numbered ? `list ${said.list}` : said.list}: there is no such contact, or it isn't subscribed (${facts(said)}). ${nothingSent} Check ${said.check} or the list.`,
  'response.credentials': (said: Said): string => {
    const sure = said.by === 'whatcounts' || said.by === 'practice';
    const advice = said.next === 'test' ? 'Correct them, then test again.' : `Open Accounts to ${sure ? 'correct' : 'check'} them.`;
    return told(said, `${nameOf(said)} refused the realm or password (${said.status}).`, sure ? nothingSent : likelyNotSent, advice);
  },
  'response.payment': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} asks for a payment (${facts(said)}).`,
      likelyNotSent,
      'Ask whoever manages the WhatCounts account: its plan may be used up.',
    ),
  'response.noRight': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} refused this account (${facts(said)}).`,
      likelyNotSent,
      "Ask your WhatCounts administrator whether the account may use the API from this network: which of the two it is isn't documented.",
    ),
  'response.blocked': (said: Said): string =>
    said.next === 'send'
      ? `Rejected by a proxy or firewall, not by WhatCounts (${facts(said)}). ${likelyNotSent} Show the response to your administrator.`
      : `A proxy or firewall refused this, not WhatCounts (${facts(said)}). Ask your administrator to let Keypost reach ${said.host}, then ${again[said.next]}.`,
  'response.forbidden': (said: Said): string =>
    told(said, `${nameOf(said)} refused the request (${facts(said)}).`, likelyNotSent, askAdministrator(said)),
  'response.notFound': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} didn't find what was asked for (${facts(said)}).`,
      likelyNotSent,
      said.next === 'send' ? 'Check the list, the template and the key.' : '',
    ),
  'response.noSuchAddress': (said: Said): string =>
    told(said, `${nameOf(said)} has nothing at this address (${facts(said)}).`, likelyNotSent, checkSite(said)),
  'response.method': (said: Said): string =>
    told(said, `${nameOf(said)} doesn't take this kind of request (${facts(said)}).`, likelyNotSent, checkSite(said)),
  'response.type': (said: Said): string =>
    told(said, `${nameOf(said)} doesn't take or give JSON here (${facts(said)}).`, likelyNotSent, checkSite(said)),
  'response.proxyLogin': (said: Said): string =>
    told(
      said,
      `A proxy on the way to ${said.host} asks for a name and password (${said.status}).`,
      likelyNotSent,
      'Ask your administrator how programs get past it.',
    ),
  'response.tooSlow': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} didn't get the whole request in time (${facts(said)}).`,
      likelyNotSent,
      `Check the network, then ${again[said.next]}.`,
    ),
  'response.noLength': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} misses the length of the request (${facts(said)}): something on the way took it out.`,
      likelyNotSent,
      askAdministrator(said),
    ),
  'response.tooLarge': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} takes no message as large as this one (${facts(said)}).`,
      likelyNotSent,
      `Shorten its content, then ${again[said.next]}.`,
    ),
  'response.addressTooLong': (said: Said): string =>
    told(
      said,
      `The address of the request is too long (${facts(said)}).`,
      likelyNotSent,
      `Shorten the campaign name or the key, then ${again[said.next]}.`,
    ),
  'response.headersTooLarge': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} takes no headers as large as these (${facts(said)}).`,
      likelyNotSent,
      `Check the password and the API client in Accounts: one of them is very long.`,
    ),
  'response.misdirected': (said: Said): string =>
    told(said, `The request reached a server that isn't responsible for ${said.host} (${facts(said)}).`, likelyNotSent, checkSite(said)),
  'response.tooEarly': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} didn't want to risk the request yet (${facts(said)}).`,
      likelyNotSent,
      `Wait a moment, then ${again[said.next]}.`,
    ),
  'response.protocol': (said: Said): string =>
    told(said, `${nameOf(said)} wants another version of HTTP (${facts(said)}).`, likelyNotSent, checkSite(said)),
  'response.limited': (said: Waiting): string =>
    told(said, `${nameOf(said)} is limiting requests (${facts(said)}).`, likelyNotSent, wait(said)),
  'response.legal': (said: Said): string =>
    told(said, `${said.host} is blocked here for legal reasons (${facts(said)}).`, likelyNotSent, askAdministrator(said)),
  'response.signIn': (said: Said): string =>
    told(
      said,
      `This network wants somebody to sign in first (${said.status}).`,
      likelyNotSent,
      `Open any web page in a browser, sign in there, then ${again[said.next]}.`,
    ),
  'response.refused': (said: Said): string =>
    said.by === 'whatcounts' || said.by === 'practice'
      ? told(
          said,
          `${nameOf(said)} refused the ${said.next === 'send' ? 'message' : 'request'} (${facts(said)}).`,
          likelyNotSent,
          said.next === 'send' ? 'Correct the message, then send it again.' : '',
        )
      : told(
          said,
          `${nameOf(said)} refused the request (${facts(said)}).`,
          likelyNotSent,
          `Check the message${said.next === 'send' ? '' : ' and the site URL'}. If it's right, ${lower(askAdministrator(said))}`,
        ),
  /** `to`: the host it leads to; empty where that is the same one or not said. */
  'response.redirect': (said: Said & { to: string }): string => {
    const leads = said.to === '' ? 'a redirect' : `a redirect to ${said.to}`;
    const advice =
      said.to === ''
        ? checkSite(said)
        : `If that's the sign-in page of this network, open it in a browser and sign in. Otherwise check the site URL in Accounts.`;
    const meaning = 'It may have done part of the work: check before you send again.';
    return told(said, `${said.host} responded with ${leads} (${said.status}), which Keypost doesn't follow.`, meaning, advice);
  },
  'response.webPage': (said: Said): string =>
    said.next === 'send'
      ? `Rejected. A web page came back (${said.status}), not a response of WhatCounts: perhaps a sign-in page of this network. Open ${said.host} in a browser to see it. Check before you send again.`
      : `A web page came back (${said.status}), not a response of WhatCounts: perhaps a sign-in page of this network. Open ${said.host} in a browser to see it, or check the site URL in Accounts.`,
  /** `but`: how it differs from acceptance. */
  'response.unexpected': (said: Said & { but: string }): string =>
    `Rejected. ${nameOf(said)} responded ${said.status}, but ${said.but}. What that means isn't documented. Check before you send again.`,
  'response.serverError': (said: Said): string =>
    said.next === 'send'
      ? `Rejected by ${said.by === 'whatcounts' || said.by === 'practice' ? inSentence(nameOf(said)) : 'the server'} (${facts(said)}). It may have done part of the work: check before you send again.`
      : `${said.host} responded with a server error (${facts(said)}). Wait a minute, then ${again[said.next]}.`,
  'response.gatewayError': (said: Said): string =>
    said.next === 'send'
      ? `Rejected by a gateway before ${said.host} (${facts(said)}). It may have passed the message on: check before you send again.`
      : `A gateway before ${said.host} got no usable response from it (${facts(said)}). Wait a minute, then ${again[said.next]}.`,
  'response.unavailable': (said: Waiting): string => {
    const asks = said.waitSeconds === null || said.waitSeconds <= 0 ? '' : ` It asks to wait ${span(said.waitSeconds)}.`;
    return said.next === 'send'
      ? `Rejected. ${nameOf(said)} isn't available at the moment (${facts(said)}).${asks} It may have done part of the work: check before you send again.`
      : `${nameOf(said)} isn't available at the moment (${facts(said)}). ${wait(said)}`;
  },
  'response.unusual': (said: Said): string =>
    told(
      said,
      `${nameOf(said)} responded with ${facts(said)}, which means nothing in HTTP.`,
      '',
      said.next === 'send' ? 'Check before you send again.' : checkSite(said),
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
