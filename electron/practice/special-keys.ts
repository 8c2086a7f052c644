/** Customer keys that make the practice realm misbehave, so that people can see every outcome before it happens for real. */

export interface SpecialKey {
  key: string;
  /** A short description for people. */
  description: string;
}

export const specialKeys = [
  { key: 'ck-slow', description: 'the response takes eight seconds: Accepted' },
  { key: 'ck-404', description: 'no such contact (404): Rejected' },
  { key: 'ck-500', description: 'a server error (500): Rejected' },
  { key: 'ck-html', description: 'an HTML error page (502): Rejected' },
  { key: 'ck-malformed', description: '200 with JSON that is broken: Rejected' },
  { key: 'ck-number', description: '200 with another number than 0: Rejected' },
  { key: 'ck-cut', description: 'the response breaks off: Unknown' },
  { key: 'ck-reset', description: 'the connection breaks before a response: Unknown' },
  { key: 'ck-lost', description: 'the message is sent, then the connection breaks: Unknown' },
  { key: 'ck-silent', description: 'no response ever arrives: Unknown after the timeout' },
] as const satisfies readonly SpecialKey[];

export type SpecialKeyName = (typeof specialKeys)[number]['key'];

export const isSpecialKey = (key: string): key is SpecialKeyName => specialKeys.some((special) => special.key === key);

/**
 * Keys whose message is recorded as sent, whatever happens to the response, so that the practice realm has a SENT event for it. For
 * the other keys it records nothing.
 */
const recordedKeys: readonly SpecialKeyName[] = ['ck-slow', 'ck-lost'];

export const isRecordedKey = (key: SpecialKeyName): boolean => recordedKeys.includes(key);
