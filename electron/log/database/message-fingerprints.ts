/** Fingerprints by which earlier sends of the same message are found, without storing other names of the contact in the log. */
import { createHash } from 'node:crypto';
import { foldLookAlikes } from '../../shared/base/fold-look-alikes.ts';
import { messageKeys, type MessageIdentity } from '../../shared/domain/message-identity.ts';

/** Bytes of a fingerprint: few enough for a JavaScript number, and enough that no two messages in a log of a million share one. */
const fingerprintBytes = 6;

/** One fingerprint for each name of the contact. */
export const messageFingerprints = (identity: MessageIdentity): number[] => messageKeys(identity).map(fingerprintOf);

/** The same, with those that an older Keypost wrote: it folded names in another way, and some of those names are stored nowhere else. */
export const fingerprintsToFind = (identity: MessageIdentity): number[] => [
  ...new Set([...messageFingerprints(identity), ...legacyKeys(identity).map(fingerprintOf)]),
];

const fingerprintOf = (key: string): number => createHash('sha256').update(key).digest().readUIntBE(0, fingerprintBytes);

/** How names were folded up to version 5 of the schema. Never change this: fingerprints in existing logs depend on it. */
const foldCaseAsBefore = (name: string): string => name.trim().normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');

const legacyKeys = ({ accountId, list, template, names }: MessageIdentity): string[] =>
  names.map((name) => JSON.stringify([accountId, ...[list, template, name].map(foldCaseAsBefore)]));

const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * Whether the entry alone doesn't find the message: it stores only one of several names, and SQLite folds only the case of ASCII letters.
 */
export const needsFingerprints = ({ list, template, names }: MessageIdentity): boolean =>
  names.length > 1 || [list, template, ...names].some((text) => foldLookAlikes(text) !== lowerAscii(text));
