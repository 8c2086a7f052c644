import { describe, expect, test } from 'vitest';
import { InFlight } from '../../../../electron/sending/in-flight.ts';

const parts = {
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
  test('a message has one place', () => {
    const flights = new InFlight();
    expect(flights.start('acme', parts, 'p1')).not.toBeNull();
    expect(flights.start('acme', { ...parts, format: 2, campaignName: 'other' }, 'p2')).toBeNull();
    expect(flights.of('acme', parts)?.pressId).toBe('p1');
    flights.end('acme', parts);
    expect(flights.start('acme', parts, 'p3')).not.toBeNull();
  });

  test('a contact has one place, by whatever it is named and in whatever case', () => {
    const flights = new InFlight();
    const both = { ...parts, customerKey: 'ck1', alsoNamed: ['Ada@example.com'] };
    const flight = flights.start('acme', both, 'p1');
    expect(flights.size).toBe(1);
    expect(flights.start('acme', { ...parts, customerKey: 'ada@example.com' }, 'p2')).toBeNull();
    expect(flights.start('acme', { ...parts, customerKey: 'CK1' }, 'p3')).toBeNull();
    expect(flights.start('acme', { ...both, list: 'ORDERS', template: 'delay' }, 'p5')).toBeNull();
    expect(flights.of('acme', { ...parts, customerKey: 'ada@example.com' })).toBe(flight);
    flights.end('acme', both);
    expect(flights.size).toBe(0);
    expect(flights.start('acme', { ...parts, customerKey: 'ada@example.com' }, 'p4')).not.toBeNull();
  });

  test.each([
    ['account', 'other', parts],
    ['list', 'acme', { ...parts, list: 'Notices' }],
    ['template', 'acme', { ...parts, template: 'Refund' }],
    ['customer key', 'acme', { ...parts, customerKey: 'ck2' }],
  ])('another %s is another message', (_, account, others) => {
    const flights = new InFlight();
    flights.start('acme', parts, 'p1');
    expect(flights.start(account, others, 'p2')).not.toBeNull();
    expect(flights.size).toBe(2);
  });

  test('cancel reaches the send of that press only', () => {
    const flights = new InFlight();
    const first = flights.start('acme', parts, 'p1');
    const second = flights.start('other', parts, 'p2');
    expect(flights.cancel('p2')).toBe(true);
    expect(second?.signal.aborted).toBe(true);
    expect(first?.signal.aborted).toBe(false);
    flights.end('other', parts);
    expect(flights.cancel('p2')).toBe(false);
  });
});
