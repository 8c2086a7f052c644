/** An outcome in words: what happened, what it means for the message, what to do now. Pure. */
import type { AccountKind } from '../accounts/account.ts';
import type { SendAnswer } from '../whatcounts/answer.ts';
import type { RecipientKind } from '../whatcounts/contact-body.ts';
import type { Cause } from './outcome.ts';

/** What the sentences speak of. */
export interface Subject {
  /** The customer key, or what stands for it. */
  customerKey: string;
  recipient: RecipientKind;
  list: string;
  /** Whether `list` is a number. */
  numbered: boolean;
  accountKind: AccountKind;
  /** Host, and port if unusual, of the account's site. */
  host: string;
  timeoutMs: number;
  connectTimeoutMs: number;
}

/** `hint` has one to four words for narrow places; it is empty when the outcome says it all. */
export interface Words {
  hint: string;
  sentence: string;
}

const checkFirst = 'Check before you send again.';
const maybeSent = `The message may have been sent. ${checkFirst}`;

export function acceptedWords({ customerKey, accountKind }: Subject): Words {
  const sentence =
    accountKind === 'practice'
      ? `Accepted. The practice realm took the message for ${customerKey}. No mail goes out from there.`
      : `Accepted. WhatCounts took the message for ${customerKey}.`;
  return { hint: '', sentence };
}

export function rejectedWords(status: number, answer: SendAnswer, subject: Subject): Words {
  const api = answer.errorText === '' ? '' : ` "${answer.errorText}"`;
  if (status >= 500) return serverErrorWords(status, api);
  if (status === 404 && /subscriber not found/i.test(answer.errorText)) {
    return noSubscriberWords(api, subject);
  }
  if (status === 401) {
    const sentence = 'Rejected. WhatCounts refused the realm or password (401). Nothing was sent. Open Accounts to correct it.';
    return { hint: 'Credentials refused', sentence };
  }
  if (status === 404) {
    const sentence = `Rejected. WhatCounts did not find what was asked for (404${api}). Check the list, the template and the key.`;
    return { hint: 'Not found', sentence };
  }
  if (status >= 400) {
    const sentence = `Rejected. WhatCounts refused the message (${status}${api}). Read the answer, correct the message and send it again.`;
    return { hint: `Refused (${status})`, sentence };
  }
  if (status >= 300) {
    const sentence = `Rejected. ${subject.host} answered with a redirect (${status}), which Keypost doesn't follow. Open Accounts to check the site URL.`;
    return { hint: `Redirect (${status})`, sentence };
  }
  const sentence = `Rejected. WhatCounts answered ${status}, but ${unexpected(answer)}. What that means is not documented. ${checkFirst}`;
  return { hint: 'Unexpected answer', sentence };
}

/** The API says the same where there is no such contact at all. For a customer key the look-up beside it tells which of the two it is. */
function noSubscriberWords(api: string, { customerKey, recipient, list, numbered }: Subject): Words {
  const where = numbered ? `list ${list}` : list;
  if (recipient === 'customerKey') {
    const sentence = `Rejected. ${customerKey} is not subscribed to ${where} (404${api}). Nothing was sent. Check the key or the list.`;
    return { hint: 'Not subscribed', sentence };
  }
  const [who, check] = recipient === 'email' ? [customerKey, 'the address'] : [`contact ${customerKey}`, 'the number'];
  const sentence = `Rejected. WhatCounts found no ${who} on ${where}: there is no such contact, or it is not subscribed (404${api}). Nothing was sent. Check ${check} or the list.`;
  return { hint: 'No such subscriber', sentence };
}

function serverErrorWords(status: number, api: string): Words {
  const meaning =
    status === 500
      ? 'WhatCounts has been seen to answer 500 after doing part of the work: check before you send again.'
      : 'A server error does not prove that nothing was sent: check before you send again.';
  return { hint: `Server error ${status}`, sentence: `Rejected by the server (${status}${api}). ${meaning}` };
}

function unexpected(answer: SendAnswer): string {
  if (answer.body === 'zero') return 'only 200 is known to mean acceptance';
  if (answer.body === 'error') return `with an error ("${answer.errorText}")`;
  if (answer.body === 'empty') return 'without the 0 that means acceptance';
  if (answer.body === 'number') return 'with another number than the 0 that means acceptance';
  return 'with something else than the 0 that means acceptance';
}

/** A failure before any byte of the request left. `detail` holds the network's own words. */
export function notSentWords(cause: Cause, detail: string, { host, connectTimeoutMs }: Subject): Words {
  const nothingLeft = 'Nothing left this computer.';
  const unreached = (reason: string): string => `Not sent. ${host} could not be reached (${reason}). ${nothingLeft}`;
  switch (cause) {
    case 'dns':
      return { hint: 'Name not found', sentence: unreached('its name was not found') };
    case 'refused':
      return { hint: 'Connection refused', sentence: unreached('connection refused') };
    case 'connectTimeout':
      return { hint: 'No connection', sentence: unreached(`no connection within ${seconds(connectTimeoutMs)}`) };
    case 'tls':
      return {
        hint: 'No trusted connection',
        sentence: `Not sent. No trusted connection to ${host} could be made (${detail}). ${nothingLeft} Check the site URL, or ask who runs this network.`,
      };
    case 'proxy':
      return {
        hint: 'Proxy failed',
        sentence: `Not sent. The way through this network's proxy failed (${detail}). ${nothingLeft} Ask who runs this network.`,
      };
    case 'proxyLogin':
      return {
        hint: 'Proxy login needed',
        sentence: `Not sent. ${detail} ${nothingLeft} Open Settings to give Keypost its user name and password.`,
      };
    case 'undone':
      return { hint: 'Undone', sentence: `Not sent. You undid it in time. ${nothingLeft}` };
    case 'overslept':
      return {
        hint: 'Computer slept',
        sentence: `Not sent. The computer slept in the time to undo, so Keypost did not send it later. ${nothingLeft} Press Send again if it still has to go.`,
      };
    case 'accountChanged':
      return {
        hint: 'Account changed',
        sentence: `Not sent. The account was changed or removed in the time to undo. ${nothingLeft} Check the account, then press Send again.`,
      };
    case 'closed':
      return { hint: 'Keypost closed', sentence: `Not sent. Keypost was closed before the request left. ${nothingLeft}` };
    case 'cancelledBefore':
      return { hint: 'Cancelled', sentence: `Not sent. You cancelled before the request left. ${nothingLeft}` };
    case 'noCredentials':
      return { hint: 'No password', sentence: `Not sent. ${detail}` };
    case 'vaultLocked':
      return { hint: 'Keychain not open', sentence: `Not sent. ${detail}` };
    case 'internal':
      return { hint: 'Keypost failed', sentence: `Not sent. Keypost failed before the request left. ${nothingLeft} Start Keypost again.` };
    default:
      return { hint: 'Not reached', sentence: unreached(detail) };
  }
}

/** A failure after which the request, or a part of it, may have arrived. */
export function unknownWords(cause: Cause, answerBegan: boolean, timeoutMs: number): Words {
  switch (cause) {
    case 'timeout': {
      const what = answerBegan ? 'the answer was not complete' : 'no answer came';
      return { hint: 'Timed out', sentence: `Unknown. The request left, but ${what} within ${seconds(timeoutMs)}. ${maybeSent}` };
    }
    case 'cutAnswer':
      return { hint: 'Answer broke off', sentence: `Unknown. The request left, but the answer broke off. ${maybeSent}` };
    case 'unreadableAnswer':
      return { hint: 'Unreadable answer', sentence: `Unknown. The request left, but what came back was no HTTP answer. ${maybeSent}` };
    case 'cancelledInFlight':
      return { hint: 'Cancelled', sentence: `Unknown. You cancelled after the request had left. ${maybeSent}` };
    case 'appStopped':
      return { hint: 'Keypost stopped', sentence: `Unknown. Keypost stopped before the outcome was recorded. ${maybeSent}` };
    case 'internal':
      return { hint: 'Keypost failed', sentence: `Unknown. Keypost failed while the request was on its way. ${maybeSent}` };
    default:
      return {
        hint: 'Connection lost',
        sentence: `Unknown. The request left, but the connection broke off before an answer came. ${maybeSent}`,
      };
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
