/** Parses whole numbers. */
import { withPlainDigits } from '../../electron/shared/base/plain-characters.ts';
import { trimHidden } from '../../electron/shared/base/hidden-characters.ts';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The number, or `null` if it is not a whole number within its limits. */
export function readWholeNumber(typed: string, { min, max }: Bounds): number | null {
  const text = withPlainDigits(trimHidden(typed, 'exact'));
  const value = /^\d{1,9}$/.test(text) ? Number(text) : null;
  return value !== null && value >= min && value <= max ? value : null;
}

/** `unit` in the plural: "seconds". */
export const wholeNumberText = (unit: string, { min, max }: Bounds): string => `Type a whole number of ${unit} from ${min} to ${max}.`;
