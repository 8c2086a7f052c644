/** Whole numbers as typed. */

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The number, or `null` for what is no whole number at all; whether it lies within its bounds is for main to say. */
export function readWholeNumber(typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export const secondsWords = ({ min, max }: Bounds): string => `Type a whole number of seconds from ${min} to ${max}.`;
