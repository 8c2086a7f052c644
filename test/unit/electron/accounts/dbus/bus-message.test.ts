import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeCall, messageLength } from '../../../../../electron/accounts/dbus/bus-message.ts';
import { BusFormatError, BusReader, BusWriter, typesOf, type BusValue } from '../../../../../electron/accounts/dbus/bus-values.ts';

/** A small seeded generator of random numbers. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const below = (next: () => number, limit: number): number => Math.floor(next() * limit);

function someType(next: () => number, depth: number): string {
  const basic = ['y', 'b', 'i', 'u', 's', 'o', 'g'][below(next, 7)] ?? 's';
  if (depth === 0) return basic;
  switch (below(next, 5)) {
    case 0:
      return `a${someType(next, depth - 1)}`;
    case 1:
      return `(${someType(next, depth - 1)}${someType(next, depth - 1)})`;
    case 2:
      return `a{s${someType(next, depth - 1)}}`;
    case 3:
      return 'v';
    default:
      return basic;
  }
}

function someValue(next: () => number, type: string): BusValue {
  const texts = ['', 'a', 'ümläut', '/org/freedesktop/secrets', 'x'.repeat(300), '𝒳'];
  switch (type.charAt(0)) {
    case 'y':
      return below(next, 256);
    case 'b':
      return next() < 0.5;
    case 'i':
      return below(next, 2 ** 32) - 2 ** 31;
    case 'u':
      return below(next, 2 ** 32);
    case 'g':
      return 'a{sv}';
    case 'a':
      return Array.from({ length: below(next, 4) }, () => someValue(next, type.slice(1)));
    case '(':
    case '{':
      return typesOf(type.slice(1, -1)).map((member) => someValue(next, member));
    case 'v': {
      const inner = someType(next, 1).replaceAll('v', 's');
      return [inner, someValue(next, inner)];
    }
    default:
      return texts[below(next, texts.length)] ?? '';
  }
}

/** Only the value of a variant is read, without its type. */
function asRead(type: string, value: BusValue): BusValue {
  if (type === 'v') {
    const [inner, held] = value as [string, BusValue];
    return asRead(inner, held);
  }
  if (type.startsWith('a')) return (value as BusValue[]).map((one) => asRead(type.slice(1), one));
  if (type.startsWith('(') || type.startsWith('{')) {
    return typesOf(type.slice(1, -1)).map((member, index) => asRead(member, (value as BusValue[])[index] ?? ''));
  }
  return value;
}

describe('values', () => {
  it('are read as they were written: 2,000 random values', () => {
    const next = random(7);
    for (let round = 0; round < 2000; round++) {
      const types = Array.from({ length: 1 + below(next, 3) }, () => someType(next, 3));
      const values = types.map((type) => someValue(next, type));
      const writer = new BusWriter();
      types.forEach((type, index) => writer.value(type, values[index] ?? ''));
      const reader = new BusReader(writer.bytes(), true);
      expect(typesOf(types.join(''))).toEqual(types);
      types.forEach((type, index) => {
        expect(reader.value(type)).toEqual(asRead(type, values[index] ?? ''));
      });
      expect(reader.at).toBe(writer.length);
    }
  });
});

describe('messages', () => {
  const call = {
    destination: 'org.freedesktop.secrets',
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member: 'SearchItems',
    signature: 'a{ss}',
    args: [[['service', 'Keypost']]],
  };

  it('have their declared length', () => {
    const bytes = encodeCall(call, 3);
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(messageLength(bytes.subarray(0, 15))).toBeNull();
    expect(decodeMessage(bytes)).toEqual({ replyTo: null, reply: { kind: 'values', values: [[['service', 'Keypost']]] } });
  });

  it('that are cut or changed anywhere are read or refused, without a crash: 20,000 of them', () => {
    const next = random(11);
    const whole = encodeCall(call, 3);
    for (let round = 0; round < 20_000; round++) {
      const bytes = Buffer.from(whole.subarray(0, next() < 0.3 ? below(next, whole.length) : whole.length));
      for (let changes = below(next, 4); changes > 0 && bytes.length > 0; changes--) bytes[below(next, bytes.length)] = below(next, 256);
      try {
        const length = messageLength(bytes);
        if (length !== null && length <= bytes.length) decodeMessage(bytes.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(BusFormatError);
      }
    }
  });
});
