/** How a response is read: where it ends, what is kept of it, and that nothing is sent meanwhile. */
import { once } from 'node:events';
import * as http from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import {
  readResponse,
  recordRaw,
  type RawRecord,
  type ReadingCap,
  type ResponseReading,
} from '../../../../electron/net/response-reading.ts';
import { responseCap, type WireResult } from '../../../../electron/net/transport.ts';
import { responseOf, bodyOf, exchange, failureOf, okResponse, send, siteRespondingWith, text, timeoutMs } from './exchange.ts';
import { wireServer, type WireServer } from './wire-server.ts';

const megabyte = 1024 * 1024;
const untilTheEnd = 'HTTP/1.1 200 OK\r\n\r\n';
const urlOf = ({ port }: WireServer): string => `http://127.0.0.1:${port}`;

/** The state of a response when its request is over. */
interface Read {
  reading: ResponseReading;
  raw: RawRecord;
  /** How often the response was reported as complete. */
  whole: number;
}

async function read(response: string, cap: ReadingCap = { capBytes: responseCap, stopAtCap: false }): Promise<Read> {
  const call = http.get(urlOf(await siteRespondingWith(response)), { agent: false });
  const raw = recordRaw(call);
  const whole = vi.fn();
  let reading: ResponseReading | undefined;
  call.once('response', (message) => {
    message.on('error', () => undefined);
    reading = readResponse(message, cap, raw, whole);
  });
  await once(call, 'close');
  if (reading === undefined) throw new Error('no response came');
  return { reading, raw, whole: whole.mock.calls.length };
}

describe('the raw record', () => {
  test('is empty and has no end before anything was received', async () => {
    let site: Socket | undefined;
    const server = await wireServer({ asked: (socket) => (site = socket) });
    const call = http.get(urlOf(server), { agent: false });
    call.on('error', () => undefined);
    const raw = recordRaw(call);
    await vi.waitFor(() => expect(site).toBeDefined());
    expect([raw.kept(), raw.hasEnded()]).toEqual([undefined, false]);
    site?.end(okResponse);
    const [message] = (await once(call, 'response')) as [http.IncomingMessage];
    message.resume();
    await once(call, 'close');
    expect(text(raw.kept()?.bytes ?? new Uint8Array())).toBe(okResponse);
  });

  test.each([
    ['all that just fits', responseCap, false],
    ['the part that fits of what is a byte longer', responseCap + 1, true],
  ])('keeps %s', async (_, size, truncated) => {
    const { raw } = await read(untilTheEnd.padEnd(size, 'x'));
    expect(raw.kept()?.bytes.length).toBe(responseCap);
    expect(raw.kept()?.truncated).toBe(truncated);
    expect(raw.hasEnded()).toBe(true);
  });

  test('is not in the result if the connection breaks before a response', async () => {
    const site = await wireServer({ asked: (socket) => void socket.resetAndDestroy() });
    expect(failureOf(await exchange(send(urlOf(site))))).not.toHaveProperty('raw');
  });

  test('is made without sending a byte', async () => {
    const site = await siteRespondingWith(`${untilTheEnd}0`);
    expect(bodyOf(await exchange(send(urlOf(site))))).toBe('0');
    expect((await site.only()).bytes).toMatch(/^POST [^]*\r\n\r\n$/);
  });
});

describe('a response', () => {
  test('is reported as complete once, at its end', async () => {
    const { reading, whole } = await read(okResponse);
    expect([whole, reading.isWhole()]).toEqual([1, true]);
  });

  test('without a length is not reported as complete if the connection is reset', async () => {
    const site = await wireServer({ asked: (socket) => void socket.write(`${untilTheEnd}0`, () => socket.resetAndDestroy()) });
    const call = http.get(urlOf(site), { agent: false });
    const raw = recordRaw(call);
    const whole = vi.fn();
    call.on('error', () => undefined);
    call.once('response', (message) => {
      message.on('error', () => undefined);
      readResponse(message, { capBytes: responseCap, stopAtCap: false }, raw, whole);
    });
    await once(call, 'close');
    expect([raw.hasEnded(), whole.mock.calls.length]).toEqual([false, 0]);
  });

  test('that is announced as large allocates just the announced size', async () => {
    const announced = `HTTP/1.1 200 OK\r\nContent-Length: ${2 * megabyte}\r\n\r\n${'x'.repeat(2 * megabyte)}`;
    const { reading } = await read(announced, { capBytes: 4 * megabyte, stopAtCap: false });
    const { body } = reading.soFar();
    expect([body.length, body.buffer.byteLength]).toEqual([2 * megabyte, 2 * megabyte]);
  });

  test('that is large without an announcement is kept up to the cap', async () => {
    const { reading } = await read(`${untilTheEnd}${'x'.repeat(2 * megabyte)}`, { capBytes: 4 * megabyte, stopAtCap: false });
    expect([reading.soFar().body.length, reading.soFar().truncated]).toEqual([2 * megabyte, false]);
  });
});

describe('transfer codings', () => {
  test('mark the end of a response if the last one is chunked', async () => {
    const chunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\n0\r\n0\r\n\r\n';
    expect(bodyOf(await exchange(send(urlOf(await siteRespondingWith(chunks, { open: true })))))).toBe('0');
  });

  test.each(['chunked, gzip', 'chunked,gzip', 'gzip'])(
    'mark no end otherwise, so a response that ends by a reset broke off: %s',
    async (coding) => {
      const response = `HTTP/1.1 200 OK\r\nTransfer-Encoding: ${coding}\r\n\r\n0`;
      const site = await wireServer({ asked: (socket) => void socket.write(response, () => socket.resetAndDestroy()) });
      expect(failureOf(await exchange(send(urlOf(site))))).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200 } });
    },
  );

  test.each(['204 No Content', '304 Not Modified'])('do not matter for a response without a body: %s', async (status) => {
    const response = `HTTP/1.1 ${status}\r\nTransfer-Encoding: gzip\r\n\r\n`;
    expect(responseOf(await exchange(send(urlOf(await siteRespondingWith(response)))))).toMatchObject({
      status: Number.parseInt(status, 10),
    });
  });
});

describe('reading that stops at the cap', () => {
  const capped = async (site: WireServer, capBytes: number): Promise<WireResult> => {
    const options = { timeoutMs, connectTimeoutMs: timeoutMs, signal: new AbortController().signal, capBytes, stopAtCap: true };
    return createNodeTransport(() => Promise.resolve('DIRECT')).exchange(send(urlOf(site)), options);
  };
  const tenAnnounced = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n';

  test('returns the bytes up to the cap as a response, although the rest never comes', async () => {
    const response = responseOf(await capped(await siteRespondingWith(`${tenAnnounced}01234`), 4));
    expect([text(response.body), response.truncated]).toEqual(['0123', true]);
  });

  test('waits for the rest until the cap is exceeded', async () => {
    expect(failureOf(await capped(await siteRespondingWith(`${tenAnnounced}01234`), 5))).toMatchObject({ cause: 'cutAnswer' });
    expect(failureOf(await capped(await siteRespondingWith(`${tenAnnounced}01234`), 6))).toMatchObject({ cause: 'cutAnswer' });
  });

  test('does not change a response of just that size', async () => {
    const response = responseOf(await capped(await siteRespondingWith(`${tenAnnounced}0123456789`), 10));
    expect([text(response.body), response.truncated]).toEqual(['0123456789', false]);
  });
});
