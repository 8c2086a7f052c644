/** By what an entry is found as an earlier send of the same message, without its contact's other names standing in the log. Pure. */
import { createHash } from 'node:crypto';
import { messageKeys, type MessageIdentity } from '../sending/same-message.ts';

/** Bytes of a mark: few enough for a number, and enough that two messages in a log of a million don't share one. */
const markBytes = 6;

/** One mark for each name of the contact. */
export const messageMarks = (identity: MessageIdentity): number[] => messageKeys(identity).map(markOf);

const markOf = (key: string): number => createHash('sha256').update(key).digest().readUIntBE(0, markBytes);

/** Whether an entry tells less than its marks do: of several names it keeps one, and SQLite knows the case of ASCII letters only. */
export const needsMarks = ({ list, template, names }: MessageIdentity): boolean =>
  names.length > 1 || [list, template, ...names].some((text) => /[^\0-\x7f]/.test(text));
