/** A notice about Keypost's own files or keychain, in plain language; shown until it is dismissed. */
export interface Notice {
  id: string;
  sentence: string;
  action?: NoticeAction;
}

/** What a person can do about a notice, offered as a button in it. */
export type NoticeAction = 'startNewLog';
