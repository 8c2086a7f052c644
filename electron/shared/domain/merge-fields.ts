/** Finds the fields that WhatCounts fills in for each contact, so that they can be highlighted in a text. */

export interface TextPiece {
  text: string;
  /** Whether WhatCounts fills it in. */
  field: boolean;
}

/**
 * `%%$name%%` and anything similar between double percent signs on one line; and `??EMAIL_REF??`, which occurs in a sample address
 * (WhatCounts support: Get All Lists). The full syntax is not documented there, so this is only used for highlighting, never for a
 * decision.
 */
const pattern = /%%[$A-Za-z][^%\r\n]{0,199}%%|\?\?[A-Z][A-Z0-9_]{0,63}\?\?/g;

/** Splits a text into pieces, in order; joined, they are the text again. */
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
