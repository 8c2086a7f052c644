/** Rules that every typed text meets, whatever form it stands in. Pure. */

/**
 * Control characters, line and paragraph separators, halves of characters that no UTF-8 can carry, and what is invisible or turns
 * the order of letters round, so that a name would look like another one. The two joiners stay: emoji and some scripts need them.
 */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const unseenButLines = /[^\P{Cc}\t\r\n]|[\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a single line holds something that a person can't see and no header or URL should carry. */
export const hasControl = (text: string): boolean => unseen.test(text);

/** The same for text that may have several lines. */
export const hasControlBesideLines = (text: string): boolean => unseenButLines.test(text);

export const controlWords = 'Remove the line break or other invisible character.';

export { foldText as foldName } from '../shared/base/fold-text.ts';
