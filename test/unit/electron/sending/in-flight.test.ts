import { describe, expect, test } from 'vitest';
import { InFlight, stopCause } from '../../../../electron/sending/in-flight.ts';

/** Whether the promise has resolved, after all pending callbacks have run. */
async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => (over = true));
  await new Promise(setImmediate);
  return over;
}

const message = {
  command: 'customerKey',
  list: 'Orders',
  template: 'Delay',
  customerKey: 'ck1',
  recipient: 'customerKey',
  alsoNamed: [],
  firstName: '',
  format: 1,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
  body: '',
} as const;

describe('InFlight', () => {
  test('a message can be under way once', () => {
    const flights = new InFlight();
    expect(flights.start('acme', message, 'p1')).not.toBeNull();
    expect(flights.start('acme', { ...message, format: 2, campaignName: 'other' }, 'p2')).toBeNull();
    expect(flights.find('acme', message)?.pressId).toBe('p1');
    flights.end('acme', message);
    expect(flights.start('acme', message, 'p3')).not.toBeNull();
  });

  test('a contact can be under way once, by whichever name and in whatever case', () => {
    const flights = new InFlight();
    const both = { ...message, customerKey: 'ck1', alsoNamed: ['Ada@example.com'] };
    const flight = flights.start('acme', both, 'p1');
    expect(flights.size).toBe(1);
    expect(flights.start('acme', { ...message, customerKey: 'ada@example.com' }, 'p2')).toBeNull();
    expect(flights.start('acme', { ...message, customerKey: 'CK1' }, 'p3')).toBeNull();
    expect(flights.start('acme', { ...both, list: 'ORDERS', template: 'delay' }, 'p5')).toBeNull();
    expect(flights.find('acme', { ...message, customerKey: 'ada@example.com' })).toBe(flight);
    flights.end('acme', both);
    expect(flights.size).toBe(0);
    expect(flights.start('acme', { ...message, customerKey: 'ada@example.com' }, 'p4')).not.toBeNull();
  });

  test.each([
    ['account', 'other', message],
    ['list', 'acme', { ...message, list: 'Notices' }],
    ['template', 'acme', { ...message, template: 'Refund' }],
    ['customer key', 'acme', { ...message, customerKey: 'ck2' }],
  ])('another %s is another message', (_, account, others) => {
    const flights = new InFlight();
    flights.start('acme', message, 'p1');
    expect(flights.start(account, others, 'p2')).not.toBeNull();
    expect(flights.size).toBe(2);
  });

  test('cancel reaches the send of that press only', () => {
    const flights = new InFlight();
    const first = flights.start('acme', message, 'p1');
    const second = flights.start('other', message, 'p2');
    expect(flights.cancel('p2')).toBe(true);
    expect(second?.signal.aborted).toBe(true);
    expect(first?.signal.aborted).toBe(false);
    flights.end('other', message);
    expect(flights.cancel('p2')).toBe(false);
  });

  const name = { ckA: 'ck1', ckB: 'ck2', address: 'ada@example.com' };
  test.each([
    ['its first name', [name.ckA], [name.ckA, name.address]],
    ['its last name', [name.address], [name.ckA, name.address]],
    ['one in the middle', [name.address], [name.ckA, name.address, name.ckB]],
    ['a name that only the earlier one had', [name.ckA, name.address], [name.ckB, name.address]],
  ])('one name in common is enough: %s', (_, [first = '', ...others], [again = '', ...more]) => {
    const flights = new InFlight();
    const flight = flights.start('acme', { ...message, customerKey: first, alsoNamed: others }, 'p1');
    const second = { ...message, customerKey: again, alsoNamed: more };
    expect(flights.start('acme', second, 'p2')).toBeNull();
    expect(flights.find('acme', second)).toBe(flight);
    expect([flights.size, flights.hasPress('p2')]).toEqual([1, false]);
  });

  test('a refused start reserves nothing, not even its other names', () => {
    const flights = new InFlight();
    flights.start('acme', message, 'p1');
    flights.start('acme', { ...message, alsoNamed: ['ada@example.com'] }, 'p2');
    expect(flights.find('acme', { ...message, customerKey: 'ada@example.com' })).toBeNull();
    expect(flights.start('acme', { ...message, customerKey: 'ada@example.com' }, 'p3')).not.toBeNull();
  });

  test('starts unsent, without an entry, neither cancelled nor with its undo period skipped', () => {
    const flight = new InFlight().start('acme', message, 'p1');
    expect(flight).toMatchObject({
      pressId: 'p1',
      entryId: null,
      hasLeft: false,
      signal: { aborted: false },
      undoSkipped: { aborted: false },
    });
  });

  test('knows a press while its send is under way, and no other', () => {
    const flights = new InFlight();
    expect(flights.hasPress('p1')).toBe(false);
    flights.start('acme', message, 'p1');
    flights.start('other', message, 'p2');
    expect(['p1', 'p2', 'p3'].map((id) => flights.hasPress(id))).toEqual([true, true, false]);
    flights.end('acme', message);
    expect(['p1', 'p2'].map((id) => flights.hasPress(id))).toEqual([false, true]);
  });

  test('skipUndo reaches the send of that press only, and cancels nothing', () => {
    const flights = new InFlight();
    const first = flights.start('acme', message, 'p1');
    const second = flights.start('other', message, 'p2');
    expect([flights.skipUndo('p2'), flights.skipUndo('p3')]).toEqual([true, false]);
    expect([first?.undoSkipped.aborted, second?.undoSkipped.aborted, second?.signal.aborted]).toEqual([false, true, false]);
  });

  test('cancelUnsent stops what has not left, with the cause "closed", and leaves alone what has left', () => {
    const flights = new InFlight();
    const [left, waiting] = [flights.start('acme', message, 'p1'), flights.start('other', message, 'p2')];
    if (left === null || waiting === null) throw new Error('refused');
    left.hasLeft = true;
    flights.cancelUnsent();
    expect([left.signal.aborted, waiting.signal.aborted]).toEqual([false, true]);
    expect(stopCause(waiting, 'undone')).toBe('closed');
    flights.cancel('p1');
    expect([stopCause(left, 'undone'), stopCause(left, 'cancelledBefore')]).toEqual(['undone', 'cancelledBefore']);
  });

  test('one send that has left is enough for hasLeft, and not for allLeft', async () => {
    const flights = new InFlight();
    expect(flights.hasLeft()).toBe(false);
    expect(await isOver(flights.allLeft())).toBe(true);
    const [first, second] = [flights.start('acme', message, 'p1'), flights.start('other', message, 'p2')];
    if (first === null || second === null) throw new Error('refused');
    expect(flights.hasLeft()).toBe(false);
    const [oneWaits, anotherWaits] = [flights.allLeft(), flights.allLeft()];
    first.hasLeft = true;
    flights.notifyWaiting();
    expect(flights.hasLeft()).toBe(true);
    expect(await isOver(oneWaits)).toBe(false);
    second.hasLeft = true;
    expect(await isOver(oneWaits)).toBe(false);
    flights.notifyWaiting();
    expect([await isOver(oneWaits), await isOver(anotherWaits)]).toEqual([true, true]);
  });

  test('idle and allLeft resolve when the last send has ended, even if it ended unsent', async () => {
    const flights = new InFlight();
    expect(await isOver(flights.idle())).toBe(true);
    flights.start('acme', message, 'p1');
    flights.start('other', message, 'p2');
    const [idle, allLeft] = [flights.idle(), flights.allLeft()];
    flights.end('acme', message);
    expect([await isOver(idle), await isOver(allLeft)]).toEqual([false, false]);
    flights.end('other', message);
    expect([await isOver(idle), await isOver(allLeft)]).toEqual([true, true]);
  });
});
