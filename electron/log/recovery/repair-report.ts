/** The notice about a repaired log. */
import type { RepairedLog } from './repair.ts';

/** What was recovered, and what that means for sending. */
export function repairedText({ kept, entries, lost, counted }: RepairedLog): string {
  const read = entries === 1 ? 'One entry' : `${entries} entries`;
  return `The log was damaged. ${read} could be read and went into a new log; the damaged file was kept as ${kept}. ${lossText(lost, counted)}`;
}

function lossText(lost: number, counted: boolean): string {
  if (!counted) return `Keypost can't warn of repeating a send that was lost.`;
  if (lost === 0) return 'Nothing was lost.';
  return lost === 1
    ? `One entry was lost: Keypost can't warn of repeating that send.`
    : `${lost} entries were lost: Keypost can't warn of repeating those sends.`;
}
