/// <reference types="node" />
/**
 * A user types keys at random speed while responses take random times: on a virtual clock, with the page's real stores and the real sender.
 * Whatever the timing, each request is for a completely typed and entered key, in that order, and no key is dropped without being listed.
 */
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommandId } from '../../../../electron/shared/ipc/contract.ts';
import { press } from '../../../../renderer/send/press.svelte.ts';
import { recipientName } from '../../../../renderer/send/recipient-copy.ts';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import { randomFrom } from '../../../e2e/schedules.ts';
import { VirtualDesk, type Outcome } from './virtual-desk.ts';

const schedules = 1000;
const perTest = 50;

const commands: readonly CommandId[] = ['customerKey', 'email', 'modelNames', 'modelIds', 'content', 'listContact'];
const outcomes: readonly Outcome[] = ['accepted', 'accepted', 'rejected', 'unknown', 'notSent'];
const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

let desk: VirtualDesk;
beforeEach(() => {
  desk = new VirtualDesk();
});
afterEach(() => desk.close());

let requestsMade = 0;
let refusals = 0;

async function play(seed: number): Promise<void> {
  const random = randomFrom(seed);
  const command = pick(random, commands);
  const keyMs = 40 + random() * 110;
  desk.begin({ command, undoMs: pick(random, [0, 0, 3000]), review: random() < 0.3 });
  const entered: string[] = [];
  const keys = 2 + Math.floor(random() * 4);
  for (let index = 0; index < keys; index++) {
    desk.responds(pick(random, outcomes), random() < 0.3 ? random() * 60 : random() * 3000);
    const key = desk.contactOf(seed, index);
    for (const sign of key) {
      await desk.wait(keyMs * (0.5 + random()));
      await desk.type(sign);
    }
    await desk.wait(keyMs);
    entered.push(key);
    await desk.enter();
    // Sometimes the user looks at the screen: then they respond to a review, and wait until the send is over.
    if (random() < 0.25) {
      if (press.pendingReview) await (random() < 0.7 ? desk.confirm() : desk.cancelReview());
      await desk.untilIdle();
      if (form.use.notSent.length > 0 && random() < 0.3) {
        const [first] = form.use.notSent;
        if (first) form.putBack(first);
      }
    } else if (random() < 0.1) await desk.undo();
  }
  if (press.pendingReview) await desk.confirm();
  await desk.untilIdle();

  const about = `seed ${seed}, ${command}`;
  const requested = desk.requested();
  requestsMade += requested.length;
  for (const key of requested) expect(entered, about).toContain(key);
  const named = [...form.use.notSent.map(recipientName), recipientName(form.message), ...desk.loggedContacts()];
  refusals += form.use.notSent.length;
  for (const key of entered) expect(named, about).toContain(key);
  const inOrder = requested.map((key) => entered.indexOf(key));
  expect(inOrder, about).toEqual([...inOrder].sort((a, b) => a - b));
  expect(new Set(requested).size, about).toBe(requested.length);
}

test.each(Array.from({ length: schedules / perTest }, (_, index) => index * perTest))(
  'schedules from %i on',
  async (from) => {
    for (let seed = from; seed < from + perTest; seed++) await play(seed);
  },
  60_000,
);

// Schedules without requests, or without keys entered too early, would prove nothing.
afterAll(() => {
  expect(requestsMade).toBeGreaterThan(schedules);
  expect(refusals).toBeGreaterThan(schedules / 10);
  vi.useRealTimers();
});
