/** A send that never left is never confirmed, and without doubtful evidence nearly every send that left is. */
import { expect, test } from 'vitest';
import { acceptedWindows, otherSends, ownWindow, windowOnClock } from '../../../../electron/resolution/send-windows.ts';
import { judge, type Judgement } from '../../../../electron/resolution/sent-events.ts';
import { learnOffset, type Learned } from '../../../../electron/resolution/server-clock.ts';
import { foldLookAlikes } from '../../../../electron/shared/base/fold-look-alikes.ts';
import { isResolvable } from '../../../../electron/shared/domain/may-have-been-sent.ts';
import { day, hour, list, makeWorld, type TrueSend, type World } from './a-world.ts';

const isTo = (name: string) => (send: TrueSend) => foldLookAlikes(send.name) === foldLookAlikes(name);

/** Other sends to the contact, selected like in ledger-rows.ts. */
const sendsToSameContact = (own: TrueSend, { sends }: World) =>
  sends.filter(
    (one) =>
      one !== own &&
      one.remembered &&
      isTo(own.name)(one) &&
      (one.row.lived === null || own.row.lived === null || Math.abs(one.row.lived - own.row.lived) <= 26 * hour),
  );

const rowsOf = (sends: readonly TrueSend[]) => sends.map(({ row }) => row);
const timesOf = (world: World, name: string) => world.eventsOf(name).flatMap(({ at }) => (at === null ? [] : [at]));

/** Like ask-whatcounts.ts: from the contact itself first, then from up to three other contacts in the log. */
function learn(own: TrueSend, world: World): Learned {
  const readings = [{ accepted: acceptedWindows(own.row, rowsOf(sendsToSameContact(own, world))), events: timesOf(world, own.name) }];
  const references = world.sends
    .filter((one) => one.logged && one.remembered && one.row.state === 'accepted' && !isTo(own.name)(one))
    .sort((a, b) => Math.abs(a.row.at - own.row.at) - Math.abs(b.row.at - own.row.at));
  let learned = learnOffset(readings);
  for (const name of [...new Set(references.map((one) => one.name))].slice(0, 3)) {
    if (learned.clock !== null || learned.why === 'conflict') break;
    const reference = references.find((one) => one.name === name);
    if (!reference) break;
    const near = timesOf(world, name).filter((at) => Math.abs(at - reference.row.at) < 3 * day);
    readings.push({ accepted: acceptedWindows(own.row, rowsOf([reference, ...sendsToSameContact(reference, world)])), events: near });
    learned = learnOffset(readings);
  }
  return learned;
}

interface Asked {
  judgement: Judgement;
  learned: Learned;
}

/** `null` if the ledger may not know all other sends. */
function ask(own: TrueSend, world: World): Asked | null {
  const { after, lived } = world.complete;
  if (!own.remembered || own.row.entry_id <= after) return null;
  if (lived !== null && (own.row.lived === null || own.row.lived - lived < hour)) return null;
  const learned = learn(own, world);
  const judgement = judge({
    own: ownWindow(own.row),
    others: otherSends(own.row, rowsOf(sendsToSameContact(own, world))),
    events: world.eventsOf(own.name),
    listIds: [list],
    clock: learned.clock,
    daylightSaving: world.daylightSaving,
  });
  return { judgement, learned };
}

const unknowns = (world: World) => world.sends.filter(({ row, name }) => isTo('müller-7')({ name } as TrueSend) && isResolvable(row));

test('in 100,000 random worlds, no send that never left is confirmed', { timeout: 120_000 }, () => {
  const wrong: number[] = [];
  let [confirmed, asked] = [0, 0];
  for (let seed = 1; seed <= 100_000; seed++) {
    const world = makeWorld(seed, seed % 4 === 0);
    for (const own of unknowns(world)) {
      const result = ask(own, world);
      asked += 1;
      if (result?.judgement.result !== 'found') continue;
      confirmed += 1;
      if (!own.went) wrong.push(seed);
    }
  }
  expect(wrong).toEqual([]);
  // Guards against worlds in which nothing could be confirmed.
  expect(asked).toBeGreaterThan(100_000);
  expect(confirmed / asked).toBeGreaterThan(0.1);
});

test('with a known clock and exactly one candidate, at least 95 % of the sends that left are confirmed', () => {
  let [confirmed, could] = [0, 0];
  for (let seed = 1; seed <= 20_000; seed++) {
    const world = makeWorld(seed, true);
    for (const own of unknowns(world)) {
      const result = ask(own, world);
      if (!own.went || result?.learned.clock == null || !isOnlyCandidate(own, world)) continue;
      could += 1;
      if (result.judgement.result === 'found') confirmed += 1;
    }
  }
  expect(could).toBeGreaterThan(2000);
  expect(confirmed / could).toBeGreaterThanOrEqual(0.95);
});

/** Whether no other unknown send is close enough in time for the event to be its own. */
const isOnlyCandidate = (own: TrueSend, world: World): boolean =>
  unknowns(world).every((one) => {
    const [window, its] = [ownWindow(own.row), windowOnClock(own.row, one.row)];
    return one === own || its === null || Math.abs(its.from - window.from) > 3 * hour;
  });
