/** By what an entry is found as an earlier send of the same message, without its contact's other names standing in the log. Pure. */
import { createHash } from 'node:crypto';
import { foldText } from '../../shared/base/fold-text.ts';
import { messageKeys, type MessageIdentity } from '../../shared/domain/message-identity.ts';

/** Bytes of a mark: few enough for a number, and enough that two messages in a log of a million don't share one. */
const markBytes = 6;

/** One mark for each name of the contact. */
export const messageFingerprints = (identity: MessageIdentity): number[] => messageKeys(identity).map(markOf);

/** The same, with those that an older Keypost wrote: it compared names in another way, and some of them stand nowhere else. */
export const fingerprintsToFind = (identity: MessageIdentity): number[] => [
  ...new Set([...messageFingerprints(identity), ...keysAsBefore(identity).map(markOf)]),
];

const markOf = (key: string): number => createHash('sha256').update(key).digest().readUIntBE(0, markBytes);

/** How names were compared up to the log's fifth form. Never to be changed: marks in existing logs are made of it. */
const foldAsBefore = (name: string): string => name.trim().normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');

const keysAsBefore = ({ accountId, list, template, names }: MessageIdentity): string[] =>
  names.map((name) => JSON.stringify([accountId, ...[list, template, name].map(foldAsBefore)]));

const smallAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Whether an entry tells less than its marks do: of several names it keeps one, and SQLite folds nothing but the case of ASCII letters. */
export const needsFingerprints = ({ list, template, names }: MessageIdentity): boolean =>
  names.length > 1 || [list, template, ...names].some((text) => foldText(text) !== smallAscii(text));
