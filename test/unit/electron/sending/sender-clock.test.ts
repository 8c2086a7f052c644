/** The guard against duplicates while the computer's clock is changed. */
import { dirname } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Computer, startDesk } from '../log/ledger/a-ledger.ts';
import { logFile } from '../log/a-log.ts';
import { accepted, senderBench } from './sender-bench.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** Sends a message that is accepted, changes the clock, and sends the same message again. Returns whether that needs a consent. */
async function needsConsent(change: (computer: Computer, sawServerTime: (moment: number) => void) => void): Promise<boolean> {
  const computer = new Computer();
  const desk = startDesk(dirname(logFile()), computer);
  const bench = senderBench({ log: desk.log, now: () => computer.wall }, { duplicateMs: dayMs });
  const first = bench.press();
  await vi.waitFor(() => {
    expect(bench.exchanges).toHaveLength(1);
  });
  bench.exchanges[0]?.respond(accepted);
  await first;
  change(computer, (moment) => {
    desk.ledger.sawServerTime('mail.acme.example', moment);
  });
  const again = bench.press();
  await vi.waitFor(async () => {
    if (bench.exchanges.length === 2) return;
    expect(await Promise.race([again, Promise.resolve(null)])).not.toBeNull();
  });
  const isGone = bench.exchanges.length === 2;
  bench.exchanges[1]?.respond(accepted);
  await again;
  return !isGone;
}

test.each<readonly [string, (computer: Computer, sawServerTime: (moment: number) => void) => void, boolean]>([
  ['an hour later', (computer) => computer.pass(hourMs), true],
  ['two days later', (computer) => computer.pass(2 * dayMs), false],
  ['the clock was set 400 days ahead', (computer) => void (computer.wall += 400 * dayMs), true],
  ['the clock was set 25 hours ahead', (computer) => void (computer.wall += 25 * hourMs), true],
  ['the clock was set back', (computer) => void (computer.wall -= 400 * dayMs), true],
  [
    'the clock was set ahead and back again two days later',
    (computer) => {
      computer.wall += 400 * dayMs;
      computer.pass(2 * dayMs);
      computer.wall -= 400 * dayMs;
    },
    false,
  ],
  ['the computer was off for two days, without a server time', (computer) => computer.restart(2 * dayMs), true],
  [
    'the computer was off for two days, with a server time',
    (computer, sawServerTime) => {
      sawServerTime(computer.wall);
      computer.restart(2 * dayMs);
      sawServerTime(computer.wall);
    },
    false,
  ],
])('decides whether a consent is needed: %s', async (_, change, expected) => {
  expect(await needsConsent(change)).toBe(expected);
});
