/** Fields that WhatCounts fills in for each contact, found in a text to be marked there. */

export interface TextPiece {
  text: string;
  /** Whether WhatCounts fills it in. */
  field: boolean;
}

/**
 * `%%$name%%`, and anything alike between double percent signs on one line; and `??EMAIL_REF??`, which a sample of an address has
 * (WhatCounts support: Get All Lists). The whole syntax is not documented there, so this only marks and never decides.
 */
const pattern = /%%[$A-Za-z][^%\r\n]{0,199}%%|\?\?[A-Z][A-Z0-9_]{0,63}\?\?/g;

/** The text in pieces, in its order; joined they are the text. */
export function splitFields(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    if (index > from) pieces.push({ text: text.slice(from, index), field: false });
    pieces.push({ text: found, field: true });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), field: false });
  return pieces;
}

export const hasField = (text: string): boolean => text.search(pattern) !== -1;
