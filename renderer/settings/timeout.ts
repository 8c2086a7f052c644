/** The timeout as typed. */
import { timeoutBounds } from '../../electron/bridge/contract.ts';

export const timeoutWords = `Give whole seconds from ${timeoutBounds.min} to ${timeoutBounds.max}.`;

/** Seconds, or `null` for what is no whole number at all; whether it lies within the bounds is for main to say. */
export function readTimeout(typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
