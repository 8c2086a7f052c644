/** What the send form says about a press of Send. */

export const sendText = {
  /** A press while another message is on its way. Both are customer keys, addresses or contact numbers. */
  'send.stillSending': ({ current, next }: { current: string; next: string }): string =>
    `Still sending to ${current}. ${next} stays here: press Enter when it's done.`,
  /** The same while the message before waits for the end of its undo period. */
  'send.stillUndoable': ({ current, next }: { current: string; next: string }): string =>
    `The message to ${current} can still be undone. ${next} stays here: press Enter when it's sent.`,
};
