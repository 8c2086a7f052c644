/**
 * The shape of each outcome's icon, from Lucide (ISC license), as a single path. While a table is scrolled its icons change many times a
 * second, and then only this path changes.
 */
import type { EntryState } from '../../electron/shared/ipc/contract.ts';

const ring = 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z';
const dot = (x: number): string => `M${x} 11a1 1 0 1 0 0 2a1 1 0 1 0 0-2z`;

export const outcomeForms: Readonly<Record<EntryState, string>> = {
  sending: dot(5) + dot(12) + dot(19),
  accepted: `${ring}M16 9l-5.5 5.5L8 12`,
  rejected: `${ring}M15 9l-6 6M9 9l6 6`,
  'not sent': `${ring}M4.929 4.929L19.07 19.071`,
  unknown: `${ring}M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01`,
};
