/** D-Bus messages (D-Bus specification, "Message Protocol"). */
import { BusFormatError, BusReader, BusWriter, typesOf, type BusValue } from './bus-values.ts';

export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  /** Signature of the arguments, such as `s`. */
  signature?: string;
  args?: readonly BusValue[];
}

/** The reply to a call: its values, or the name of an error, which doesn't depend on the language. */
export type BusReply = { kind: 'values'; values: readonly BusValue[] } | { kind: 'error'; name: string };

export interface BusIncoming {
  /** Serial number of the call that this replies to; `null` for signals, and for calls from others. */
  replyTo: number | null;
  reply: BusReply;
}

const types = { call: 1, return: 2, error: 3 } as const;
const fields = { path: 1, interface: 2, member: 3, errorName: 4, replySerial: 5, destination: 6, signature: 8 } as const;
const headLength = 16;
/** Maximum size in bytes. The replies to Keypost's calls are far smaller. */
const maxMessage = 4 * 1024 * 1024;

export function encodeCall(call: BusCall, serial: number): Buffer {
  const signature = call.signature ?? '';
  const body = new BusWriter();
  typesOf(signature).forEach((type, index) => {
    const value = call.args?.[index];
    if (value === undefined) throw new BusFormatError('an argument is missing');
    body.value(type, value);
  });
  const message = new BusWriter();
  for (const byte of ['l'.charCodeAt(0), types.call, 0, 1]) message.byte(byte);
  message.uint32(body.length);
  message.uint32(serial);
  message.value('a(yv)', [
    [fields.path, ['o', call.path]],
    [fields.interface, ['s', call.interface]],
    [fields.member, ['s', call.member]],
    [fields.destination, ['s', call.destination]],
    ...(signature === '' ? [] : [[fields.signature, ['g', signature]]]),
  ]);
  message.align(8);
  return Buffer.concat([message.bytes(), body.bytes()]);
}

/** Length in bytes of the message at the beginning of `bytes`; `null` if `bytes` is still too short to tell. */
export function messageLength(bytes: Buffer): number | null {
  if (bytes.length < headLength) return null;
  const reader = new BusReader(bytes, isLittleEndian(bytes));
  for (let skipped = 0; skipped < 4; skipped++) reader.byte();
  const bodyLength = reader.uint32();
  reader.uint32();
  const fieldsLength = reader.uint32();
  const length = Math.ceil((headLength + fieldsLength) / 8) * 8 + bodyLength;
  if (length > maxMessage) throw new BusFormatError('a message is too long');
  return length;
}

/** `bytes` is exactly one complete message. */
export function decodeMessage(bytes: Buffer): BusIncoming {
  const reader = new BusReader(bytes, isLittleEndian(bytes));
  reader.byte();
  const type = reader.byte();
  reader.byte();
  reader.byte();
  reader.uint32();
  reader.uint32();
  const header = new Map<number, BusValue>();
  for (const field of reader.value('a(yv)') as readonly (readonly [number, BusValue])[]) header.set(field[0], field[1]);
  reader.align(8);
  const replySerial = header.get(fields.replySerial);
  const isReply = type === types.return || type === types.error;
  const replyTo = isReply && typeof replySerial === 'number' ? replySerial : null;
  if (type === types.error) return { replyTo, reply: { kind: 'error', name: text(header.get(fields.errorName)) } };
  const values = typesOf(text(header.get(fields.signature))).map((member) => reader.value(member));
  return { replyTo, reply: { kind: 'values', values } };
}

const text = (value: BusValue | undefined): string => (typeof value === 'string' ? value : '');

function isLittleEndian(bytes: Buffer): boolean {
  const mark = String.fromCharCode(bytes[0] ?? 0);
  if (mark !== 'l' && mark !== 'B') throw new BusFormatError('not a message');
  return mark === 'l';
}
