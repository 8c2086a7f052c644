/** A log and its ledger in a folder, on a computer whose clock the test controls. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SendLedger } from '../../../../../electron/log/ledger/send-ledger.ts';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import type { CheckedMessage } from '../../../../../electron/shared/domain/message.ts';
import { newEntry, storedOutcome } from '../a-log.ts';

const minute = 60_000;

export class Computer {
  wall = Date.parse('2026-11-24T10:00:00Z');
  /** In fractions, like the system reports it. */
  uptime = 5 * 60 * minute + 0.12;

  /** Time passes. */
  pass(ms: number): void {
    this.wall += ms;
    this.uptime += ms;
  }

  /** Shuts the computer down, and starts it again after this time. */
  restart(offMs: number): void {
    this.wall += offMs;
    this.uptime = minute;
  }
}

export interface Desk {
  log: LogAccess;
  ledger: SendLedger;
  notices: string[];
  /** Records a send that gets its outcome after a second. Returns press and entry. */
  send: (outcome: 'accepted' | 'unknown', message?: Partial<CheckedMessage>, url?: string) => { pressId: string; id: number };
  close: () => void;
}

/** Keypost, started in this folder. */
export function startDesk(folder: string, computer: Computer): Desk {
  const notices: string[] = [];
  const notice = (sentence: string): void => void notices.push(sentence);
  const sources = { wall: () => computer.wall, uptime: () => computer.uptime };
  const ledger = new SendLedger({ file: join(folder, 'ledger.sqlite'), ...sources, notify: notice });
  const log = LogAccess.open(join(folder, 'log.sqlite'), {
    now: () => new Date(computer.wall),
    notify: notice,
    ledger,
    onLateOutcome: () => undefined,
    onWrite: () => undefined,
    beforeMove: () => undefined,
    onReplaced: () => undefined,
  });
  onTestFinished(() => {
    log.close();
  });
  const send: Desk['send'] = (outcome, message = {}, url = newEntry().url) => {
    const pressId = randomUUID();
    const begun = log.begin(newEntry({ pressId, at: computer.wall, message, url }));
    if (!begun.ok) throw new Error(begun.error.sentence);
    computer.pass(1000);
    const cause = outcome === 'accepted' ? 'answer' : 'timeout';
    const status = outcome === 'accepted' ? 200 : null;
    const stored = log.storeOutcome(pressId, storedOutcome({ outcome, cause, status, at: computer.wall, durationMs: 1000 }));
    if (!stored.ok) throw new Error(stored.error.sentence);
    return { pressId, id: begun.value.id };
  };
  return { log, ledger, notices, send, close: () => log.close() };
}
