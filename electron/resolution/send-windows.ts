/** The time windows in which the server handled sends, all on the clock of one of them. */
import type { LedgerSend } from '../log/ledger/ledger-rows.ts';
import { isSameClock } from '../log/ledger/trusted-clock.ts';
import type { OtherSend } from './sent-events.ts';
import type { SendWindow } from './server-clock.ts';
import { certaintyOf } from '../shared/domain/may-have-been-sent.ts';
import { minuteMs } from '../shared/base/time-units.ts';

/** How long the request of a send without an outcome may have been under way. */
const noResponseMs = 2 * minuteMs;

/** `null` if the computer's clock may have been set between the two sends by an unknown amount. */
export function windowOnClock(own: LedgerSend, send: LedgerSend): SendWindow | null {
  const shift = shiftBetween(own, send);
  if (shift === null) return null;
  const from = (send.left_at ?? send.at) + shift;
  return { from, to: send.done_at === null ? from + noResponseMs : send.done_at + shift };
}

/** The window of a send on its own clock. */
export const ownWindow = (own: LedgerSend): SendWindow => windowOnClock(own, own) ?? { from: own.at, to: own.at };

/** Milliseconds to add to a time of `send` to convert it to the clock of `own`. */
function shiftBetween(own: LedgerSend, send: LedgerSend): number | null {
  if (own.seq === send.seq) return 0;
  if (
    own.lived !== null &&
    send.lived !== null &&
    isSameClock(clockStamp({ ...own, lived: own.lived }), clockStamp({ ...send, lived: send.lived }))
  )
    return 0;
  return own.ahead === null || send.ahead === null ? null : send.ahead - own.ahead;
}

const clockStamp = ({ at, lived }: { at: number; lived: number }) => ({ wall: at, lived });

/** The sends that may explain an event, on the clock of `own`; without those that certainly have none. */
export function otherSends(own: LedgerSend, others: readonly LedgerSend[]): OtherSend[] {
  return others.flatMap((send): OtherSend[] => {
    const certainty = certaintyOf(send);
    if (certainty === 'none') return [];
    const isSamePlace = send.same_contact === 1 && send.same_list === 1;
    return [{ window: windowOnClock(own, send), certainty: isSamePlace ? certainty : 'doubtful' }];
  });
}

/** The sends to the same contact and list that got an accepted response: the server's clock is learned from them. */
export function acceptedWindows(own: LedgerSend, sends: readonly LedgerSend[]): SendWindow[] {
  return sends.flatMap((send) => {
    const window = hasResponse(send) ? windowOnClock(own, send) : null;
    return window === null ? [] : [window];
  });
}

const hasResponse = ({ state, cause, same_contact: contact, same_list: list }: LedgerSend): boolean =>
  state === 'accepted' && cause === 'answer' && contact === 1 && list === 1;
