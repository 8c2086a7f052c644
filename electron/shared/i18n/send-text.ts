/** What the send form says about a press of Send, and the preview of a message. Contacts are named by customer key, address or number. */

interface CurrentAndNext {
  /** The contact of the message that is under way. */
  current: string;
  /** The contact that Enter was pressed for meanwhile. */
  next: string;
}

const usedText = {
  sending: 'Sending to this contact',
  review: 'Waiting for your review',
  accepted: 'Sent to this contact',
  unknown: 'May have been sent to this contact',
} as const;

export const sendText = {
  /** Which message is under way, or came to an outcome. `what`: template or subject. */
  'send.whatToWhom': ({ what, current }: { what: string; current: string }): string =>
    what === '' ? `To ${current}` : `${what} to ${current}`,
  /** On the button while a message is on its way: what Escape does now. */
  'send.escapeMeans': ({ phase }: { phase: 'undoable' | 'opening' | 'left' }): string =>
    ({ undoable: 'Esc undoes: nothing has left', opening: 'Esc cancels: not sent', left: 'Esc cancels: outcome unknown' })[phase],
  /** In the summary of the message. */
  'send.optOutChip': (_: object): string => 'Respect opt-out off',
  'send.snapshotChip': (_: object): string => 'Email snapshot',
  'send.noAccount': (_: object): string => 'No account chosen',
  'send.accountRemoved': (_: object): string => 'Its account was removed: choose another one',
  /** In the empty place of the response. */
  'send.responseAppears': (_: object): string => 'The response appears here.',
  /** A press while another message is on its way. */
  'send.stillSending': ({ current, next }: CurrentAndNext): string =>
    `Still sending to ${current}. ${next} stays here: press Enter when it's done.`,
  /** The same while the message before waits for the end of its undo period. */
  'send.stillUndoable': ({ current, next }: CurrentAndNext): string =>
    `The message to ${current} can still be undone. ${next} stays here: press Enter when it's sent.`,
  /** The same on the review sheet. */
  'send.stillInReview': ({ current, next }: CurrentAndNext): string =>
    `Review the message to ${current} first. ${next} is in the field behind this: press Enter there afterwards.`,
  /** Enter, where what was typed behind the review sheet is gone again. */
  'send.reviewFirst': ({ current }: { current: string }): string => `Review the message to ${current} first: this Enter sent nothing.`,
  /** On the review sheet: the last look-up says that a send would fail. */
  'send.reviewNotFound': ({ key }: { key: string }): string =>
    `No contact had the key ${key} when Keypost looked it up. A send would fail with “Subscriber Not Found”.`,
  'send.reviewNotSubscribed': ({ key, list }: { key: string; list: string }): string =>
    `${key} isn't subscribed to ${list}. A send would fail with “Subscriber Not Found”.`,
  /** On the review sheet: the template was changed in the form since the preset was loaded. */
  'send.reviewTemplateChanged': ({ preset, saved, now }: { preset: string; saved: string; now: string }): string =>
    `The template was changed: “${preset}” was saved with ${saved}, and this is ${now}.`,
  /** The button that confirms. `account`: the name of a production account, empty for another one. */
  'send.confirm': ({ again, despiteOptOut, account }: { again: boolean; despiteOptOut: boolean; account: string }): string => {
    if (again || despiteOptOut) return ['Send', again ? 'again' : '', despiteOptOut ? 'despite opt-out' : ''].filter(Boolean).join(' ');
    return account === '' ? 'Send' : `Send as ${account}`;
  },
  'send.piecesInReview': ({ kind, count }: { kind: 'lines' | 'cells'; count: number }): string =>
    `This has ${count} ${kind === 'lines' ? 'lines' : 'table cells'}, and a message goes to one contact. Nothing was pasted.`,
  /** A second press of the message that is on its way. */
  'send.alreadyUnderWay': ({ current }: { current: string }): string => `Still sending to ${current}. This press sent nothing more.`,
  /** The review was cancelled, and the next contact stands in the form already. */
  'send.reviewCancelled': ({ current }: { current: string }): string => `Not sent. You cancelled the message to ${current}.`,
  /** A press failed and has no entry, and another contact stands in the form. `reason` says what it means for the message. */
  'send.failedForEarlier': ({ current, reason }: { current: string; reason: string }): string => `${current}: ${reason}`,
  /** Above contacts that were entered too early and then typed over. */
  'send.notSentTo': ({ count }: { count: number }): string =>
    count === 1 ? 'Entered, but nothing was sent to this contact:' : `Entered, but nothing was sent to these ${count} contacts:`,
  /** Beside such a contact, while another message is in the form. `account`: empty where it is that of the form. */
  'send.enteredFor': ({ what, list, account }: { what: string; list: string; account: string }): string =>
    `for ${[what, list].filter((name) => name !== '').join(', ') || 'another message'}${account === '' ? '' : `, as ${account}`}`,
  'send.loadToPutBack': (_: object): string => 'Load that message to put this contact back.',
  'send.removedFromNotSent': ({ name }: { name: string }): string => `Removed ${name} from the contacts that nothing was sent to.`,
  'send.typedForNext': ({ next }: { next: string }): string => `Typed for the next message: ${next}`,
  /** In the empty field, after another message was chosen. */
  'send.bringBack': ({ earlier }: { earlier: string }): string => `↑ brings back ${earlier}`,
  /** Beside a contact that stays in its field after the press. */
  'send.usedMark': ({ state }: { state: keyof typeof usedText }): string =>
    ({ sending: 'Sending', review: 'In review', accepted: 'Sent', unknown: 'Unknown' })[state],
  /** The same for those who can't see the mark. */
  'send.usedHint': ({ state }: { state: keyof typeof usedText }): string => `${usedText[state]}. What you type next replaces it.`,
  /** Lines, or cells of a table, that were pasted where one name is wanted. */
  'send.pastedPieces': ({ kind, count }: { kind: 'lines' | 'cells'; count: number }): string =>
    `This has ${count} ${kind === 'lines' ? 'lines' : 'table cells'}, and a message goes to one contact. Nothing was pasted: type or paste one.`,
  /** A body that was sent and then written over by hand, as JSON. */
  'send.leftOver': ({ fields, earlier }: { fields: readonly string[]; earlier: string }): string =>
    `This names somebody else and still has ${fields.join(', ')} of ${earlier}. Change or remove what isn't of the new contact, or keep it.`,
  'send.removeLeftOver': ({ count }: { count: number }): string => (count === 1 ? 'Remove it' : 'Remove them'),
  'send.keepLeftOver': ({ count }: { count: number }): string => (count === 1 ? 'Keep it' : 'Keep them'),
  /** After the page crashed or was loaded again. `current` is empty where no message is under way. */
  'send.windowRestored': ({ current }: { current: string }): string =>
    `This window was loaded again, and the message that you typed is back.${current === '' ? '' : ` The message to ${current} is still on its way.`}`,
  /** The page asked for the outcome of a press that isn't the latest one. */
  'send.noSuchPress': (_: object): string => 'Keypost no longer has the outcome of this press. Look in the log before you send again.',
  /** Beside "Load images": nobody here can judge where such a name leads. */
  'preview.byProxy': (_: object): string => "Your proxy resolves the servers' names, so Keypost asks it for public names only.",
};
