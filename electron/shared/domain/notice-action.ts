/** What a person can do about a notice, by a button in it. */
export type NoticeAction = 'startNewLog';
