/** What became of a message, where the response or the connection doesn't say it in a text of its own. */
import type { MalformedKind } from '../base/malformed-kind.ts';

const checkFirst = 'Check before you send again.';
const maybeSent = `The message may have been sent. ${checkFirst}`;
const nothingLeft = 'Nothing left this computer.';

/** "30 s", "0.5 s" */
const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

const malformed: Readonly<Record<MalformedKind, string>> = {
  lengthAndChunks: 'what came back breaks the rules of HTTP: it gives a length and comes in chunks',
  twoLengths: 'what came back breaks the rules of HTTP: it gives two lengths',
  badLength: 'what came back breaks the rules of HTTP: its length is no number',
  badChunk: "what came back breaks the rules of HTTP: its body can't be put together",
  bareLineFeed: 'what came back breaks the rules of HTTP: a line of its headers ends wrongly',
  controlCharacter: 'what came back breaks the rules of HTTP: a control character stands in its headers',
  tooManyHeaders: 'what came back has more headers than Keypost reads',
  badHead: "what came back breaks the rules of HTTP: its headers can't be read",
  upgrade: 'the server wanted to go on in another protocol',
  http2: "what came back was HTTP/2, which Keypost doesn't speak",
  tls: 'what came back was TLS where plain HTTP was expected',
  page: 'what came back was a page without the headers of HTTP',
  otherProtocol: 'what came back was another protocol, not HTTP',
  noHttp: 'what came back was no HTTP response',
};

export const outcomeText = {
  'outcome.accepted': ({ key }: { key: string }): string => `Accepted. WhatCounts took the message for ${key}.`,
  'outcome.acceptedPractice': ({ key }: { key: string }): string =>
    `Accepted. The practice realm took the message for ${key}. No mail goes out from there.`,
  /** `0`, but not as JSON: acceptance all the same. */
  'outcome.acceptedByServer': ({ key, host }: { key: string; host: string }): string =>
    `Accepted. The server at ${host} took the message for ${key} with the 0 that means acceptance, though not as JSON as WhatCounts does.`,

  /** `why`: sentences of their own. */
  'outcome.notSent': ({ why }: { why: string }): string => `Not sent. ${why}`,
  'outcome.undone': (_: object): string => `Not sent. You undid it in time. ${nothingLeft}`,
  'outcome.overslept': (_: object): string =>
    `Not sent. The computer slept during the undo period, so Keypost didn't send it later. ${nothingLeft} Press Send again if it's still needed.`,
  'outcome.accountChanged': (_: object): string =>
    `Not sent. The account was changed or removed during the undo period. ${nothingLeft} Check the account, then press Send again.`,
  'outcome.closed': (_: object): string => `Not sent. Keypost was closed before the request left. ${nothingLeft}`,
  'outcome.cancelledBefore': (_: object): string => `Not sent. You cancelled before the request left. ${nothingLeft}`,
  'outcome.failedBefore': (_: object): string =>
    `Not sent. Keypost failed before the request left. ${nothingLeft} Start Keypost again, then press Send again.`,
  'outcome.notConnected': ({ host }: { host: string }): string => `Not sent. ${host} couldn't be reached. ${nothingLeft}`,

  'outcome.timedOut': ({ ms, began }: { ms: number; began: boolean }): string =>
    `Unknown. The request left, but ${began ? "the response wasn't complete" : 'no response came'} within ${seconds(ms)}. ${maybeSent}`,
  'outcome.cut': (_: object): string => `Unknown. The request left, but the response broke off. ${maybeSent}`,
  'outcome.malformed': ({ what }: { what: MalformedKind }): string => `Unknown. The request left, but ${malformed[what]}. ${maybeSent}`,
  'outcome.cancelledInFlight': (_: object): string => `Unknown. You cancelled after the request had left. ${maybeSent}`,
  'outcome.stopped': (_: object): string => `Unknown. Keypost stopped before the outcome was recorded. ${maybeSent}`,
  'outcome.failedInFlight': (_: object): string => `Unknown. Keypost failed while the request was on its way. ${maybeSent}`,
  'outcome.reset': (_: object): string => `Unknown. The request left, but the connection broke off before a response came. ${maybeSent}`,
};
