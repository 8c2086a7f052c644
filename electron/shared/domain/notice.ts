/** Something that happened to Keypost's own files or keychain, in plain words; shown until it is dismissed. */
export interface Notice {
  id: string;
  sentence: string;
  action?: NoticeAction;
}

/** What a person can do about a notice, by a button in it. */
export type NoticeAction = 'startNewLog';
