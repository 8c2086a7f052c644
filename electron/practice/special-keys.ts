/** Customer keys that make the practice realm misbehave, so that every outcome can be seen before it is met for real. */

export interface SpecialKey {
  key: string;
  /** What a person sees, in a few words. */
  words: string;
}

export const specialKeys = [
  { key: 'ck-slow', words: 'the answer takes eight seconds: Accepted' },
  { key: 'ck-404', words: 'no such contact (404): Rejected' },
  { key: 'ck-500', words: 'a server error (500): Rejected' },
  { key: 'ck-html', words: 'an HTML error page (502): Rejected' },
  { key: 'ck-malformed', words: '200 with JSON that is broken: Rejected' },
  { key: 'ck-number', words: '200 with another number than 0: Rejected' },
  { key: 'ck-cut', words: 'the answer breaks off: Unknown' },
  { key: 'ck-reset', words: 'the connection breaks before an answer: Unknown' },
  { key: 'ck-lost', words: 'the message is sent, then the connection breaks: Unknown' },
  { key: 'ck-silent', words: 'no answer ever comes: Unknown after the timeout' },
] as const satisfies readonly SpecialKey[];

export type SpecialKeyName = (typeof specialKeys)[number]['key'];

export const isSpecialKey = (key: string): key is SpecialKeyName => specialKeys.some((special) => special.key === key);

/**
 * Keys whose message is taken and recorded as sent, whatever becomes of the answer: asked for their SENT events, the practice
 * realm has one. Of the others it takes nothing.
 */
const recordedKeys: readonly SpecialKeyName[] = ['ck-slow', 'ck-lost'];

export const isRecordedKey = (key: SpecialKeyName): boolean => recordedKeys.includes(key);
