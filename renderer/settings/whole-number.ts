/** Whole numbers as typed. */

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The number, or `null` for what is no whole number within its bounds. */
export function readWholeNumber(typed: string, { min, max }: Bounds): number | null {
  const text = typed.trim();
  const value = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return value !== null && value >= min && value <= max ? value : null;
}

/** `unit` in the plural: "seconds". */
export const wholeNumberWords = (unit: string, { min, max }: Bounds): string => `Type a whole number of ${unit} from ${min} to ${max}.`;
