/** How a person types keys while messages are being sent: made from a seed, the same each time. */
import type { CommandId } from '../../electron/shared/ipc/contract.ts';

export interface Schedule {
  seed: number;
  command: CommandId;
  /** Milliseconds from keystroke to keystroke. */
  keyMs: number;
  undoSeconds: 0 | 3;
  /** Whether each message is reviewed first. */
  review: boolean;
  /** Milliseconds that each response takes, one for each contact that is typed. */
  responseMs: readonly number[];
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const commands: readonly CommandId[] = ['customerKey', 'email', 'modelNames', 'modelIds', 'content', 'listContact'];

/** The sixty schedules have every command in all combinations with and without a review and an undo period. */
export function schedule(seed: number): Schedule {
  const random = randomFrom(seed + 1);
  const command = commands[seed % commands.length] ?? 'customerKey';
  return {
    seed,
    command,
    keyMs: Math.round(40 + random() * 110),
    undoSeconds: seed % 5 === 1 ? 3 : 0,
    review: seed % 4 === 3,
    responseMs: Array.from({ length: 3 }, () => Math.round(random() < 0.25 ? random() * 80 : random() * 3000)),
  };
}
