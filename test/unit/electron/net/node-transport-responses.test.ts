/** How the transport handles responses, and their absence, once the request has left. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BodyBytes } from '../../../../electron/net/body-bytes.ts';
import { responseCap, type WireResponse } from '../../../../electron/net/transport.ts';
import { responseOf, bodyOf, exchange, failureOf, okResponse, siteRespondingWith, send, stopTheClock, text } from './exchange.ts';
import { wireServer } from './wire-server.ts';

const okHead = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n';

/** The result of a send to a server that runs a callback once it has the request. Fails unless there is one connection. */
async function after(asked: (socket: Socket) => void) {
  const site = await wireServer({ asked });
  const result = await exchange(send(`http://127.0.0.1:${site.port}`));
  await site.only();
  return result;
}
/** Calls `then` as soon as Keypost has read the head of a response. */
function onceResponseBegan(then: () => void): void {
  const channel = 'http.client.response.finish';
  subscribe(channel, then);
  onTestFinished(() => void unsubscribe(channel, then));
}
const respondedWith = (response: string) => after((socket) => socket.end(response, 'latin1'));

describe('a complete response', () => {
  test.each([
    ['with its length', okResponse],
    ['that ends with the connection', 'HTTP/1.1 200 OK\r\n\r\n0'],
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n0\r\n\r\n'],
    ['in chunks with extensions and trailers', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\n0\r\n0\r\nX-Sum: 1\r\n\r\n'],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\n0'],
    ['without a reason', 'HTTP/1.1 200\r\nContent-Length: 1\r\n\r\n0'],
    ['that offers another protocol', 'HTTP/1.1 200 OK\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 1\r\n\r\n0'],
    ['after 100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${okResponse}`],
    ['after 102 and 103', `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${okResponse}`],
  ])('%s', async (_, response) => {
    const result = responseOf(await respondedWith(response));
    expect([result.status, bodyOf(result), result.truncated]).toEqual([200, '0', false]);
    expect(Number.isInteger(result.durationMs)).toBe(true);
  });

  test('that comes byte by byte', async () => {
    const result = await after((socket) => {
      socket.setNoDelay();
      for (const byte of okResponse) socket.write(byte);
      socket.end();
    });
    expect(bodyOf(result)).toBe('0');
  });

  test('does not wait for the server to close', async () => {
    expect(bodyOf(await after((socket) => socket.write(okResponse)))).toBe('0');
  });

  test('counts when the connection breaks right after it', async () => {
    let site: Socket | undefined;
    onceResponseBegan(() => site?.resetAndDestroy());
    expect(bodyOf(await after((socket) => (site = socket).write(okResponse)))).toBe('0');
  });

  test('counts whatever comes after it', async () => {
    expect(bodyOf(await respondedWith(`${okResponse}\r\n`))).toBe('0');
    expect(bodyOf(await respondedWith(`${okResponse}more`))).toBe('0');
    expect(bodyOf(await respondedWith(`${okResponse}HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n`))).toBe('0');
  });

  test.each([
    [204, 'HTTP/1.1 204 No Content\r\n\r\n'],
    [304, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'],
    [200, 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    [999, 'HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n'],
  ])('without a body: %i', async (status, response) => {
    const result = responseOf(await respondedWith(response));
    expect([result.status, bodyOf(result)]).toEqual([status, '']);
  });

  test('keeps its headers as received: order, spelling, repetitions and unusual bytes', async () => {
    const head = 'X-b: 1\r\nx-A:  two  \r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-b: 3\r\nX-Umlaut: \xfc\r\nX-Empty:\r\nContent-Length: 0';
    expect(responseOf(await respondedWith(`HTTP/1.1 400 Bad\r\n${head}\r\n\r\n`)).headers).toEqual([
      ['X-b', '1'],
      ['x-A', 'two'],
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-b', '3'],
      ['X-Umlaut', 'ü'],
      ['X-Empty', ''],
      ['Content-Length', '0'],
    ]);
  });

  test("keeps a body byte for byte that can't be unpacked", async () => {
    const bytes = String.fromCharCode(...Array(256).keys());
    expect(bodyOf(await respondedWith(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 256\r\n\r\n${bytes}`))).toBe(bytes);
  });

  test('is assembled once, even if the connection ends later', async () => {
    const puttingTogether = vi.spyOn(BodyBytes.prototype, 'bytes');
    onTestFinished(() => puttingTogether.mockRestore());
    expect(bodyOf(await after((socket) => socket.write(okResponse)))).toBe('0');
    expect(puttingTogether).toHaveBeenCalledOnce();
  });

  test('has its duration in whole milliseconds', async () => {
    let now = 5000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => clock.mockRestore());
    const result = await after((socket) => {
      now += 1234.6;
      socket.end(okResponse);
    });
    expect(result.durationMs).toBe(1235);
  });

  test('can have 60 KiB of headers', async () => {
    const headers = Array.from({ length: 60 }, (_, n) => `X-${n}: ${'x'.repeat(1000)}\r\n`).join('');
    expect(responseOf(await respondedWith(`HTTP/1.1 200 OK\r\n${headers}Content-Length: 1\r\n\r\n0`)).headers).toHaveLength(61);
  });
});

describe('the cap', () => {
  const sized = (size: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`;

  test('allows a response of just that size', async () => {
    const response = responseOf(await respondedWith(sized(responseCap)));
    expect([response.body.byteLength, response.truncated]).toEqual([responseCap, false]);
  });

  test('truncates a response that is a byte longer', async () => {
    const response = responseOf(await respondedWith(sized(responseCap + 1)));
    expect([response.body.byteLength, response.truncated]).toEqual([responseCap, true]);
  });

  test('does not complete a response that never ends: it times out, with the bytes up to the cap', async () => {
    const runOut = stopTheClock();
    const failure = failureOf(
      await after((socket) => {
        let sent = 0;
        const more = (): void => {
          while (socket.writable) {
            sent += 64 * 1024;
            // Far more than all buffers between client and server can hold, so the cap is exceeded.
            if (sent > 32 * responseCap) return runOut();
            if (!socket.write('x'.repeat(64 * 1024))) return;
          }
        };
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.on('drain', more);
        more();
      }),
    );
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'timeout', partial: { status: 200, truncated: true } });
    expect(failure.partial?.body.byteLength).toBe(responseCap);
  });

  test('ends a longer response if reading stops at the cap', async () => {
    const site = await wireServer({ asked: (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789') });
    const response = responseOf(await exchange(send(`http://127.0.0.1:${site.port}`), { capBytes: 9, stopAtCap: true }));
    expect([response.status, bodyOf(response), response.truncated]).toEqual([200, '012345678', true]);
    await site.only();
  });

  test('drops the bytes after it and waits for the end of the response', async () => {
    const response = responseOf(await respondedWith(sized(5 * responseCap)));
    expect([response.body.byteLength, response.truncated]).toEqual([responseCap, true]);
  });
});

describe('no complete response', () => {
  test('keeps an incomplete head as received', async () => {
    const begun = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Le';
    const failure = failureOf(await respondedWith(begun));
    expect(text(failure.raw?.bytes ?? new Uint8Array())).toBe(begun);
  });

  test.each([
    ['nothing at all', ''],
    ['a part of the first line', 'HTTP/1.1 20'],
    ['a head that does not end', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n'],
    ['only 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ])('%s is a broken connection', async (_, response) => {
    expect(failureOf(await respondedWith(response))).toMatchObject({ sent: 'maybe', cause: 'reset', partial: null });
  });

  test.each([
    ['no body', okHead, ''],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234', '01234'],
    ['0, but more was announced', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n0', '0'],
    ['chunks without a last one', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n', '0'],
    ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01', '01'],
    ['a last chunk that does not end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n0\r\n', '0'],
  ])('%s is a response that broke off, and its part is kept', async (_, response, body) => {
    const failure = failureOf(await respondedWith(response));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200, truncated: false } });
    expect(text(failure.partial?.body ?? new Uint8Array())).toBe(body);
    expect(failure.partial?.headers).toHaveLength(1);
    expect(failure).not.toHaveProperty('raw');
  });

  test('decodes the part of a compressed response that broke off', async () => {
    const body = gzipSync('what came').toString('latin1');
    const failure = failureOf(await respondedWith(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 999\r\n\r\n${body}`));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200, truncated: false } });
    expect(text(failure.partial?.body ?? new Uint8Array())).toBe('what came');
  });

  test('a connection that is reset before a response', async () => {
    const failure = failureOf(await after((socket) => void socket.resetAndDestroy()));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'reset', partial: null });
    expect(failure.detail).not.toBe('');
  });

  test('a connection that is reset as soon as it is open', async () => {
    const site = await wireServer({ connected: (socket) => void socket.resetAndDestroy() });
    const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`)));
    expect(failure).toMatchObject({ partial: null });
    expect(await site.opened()).toBe(1);
  });

  test('a connection that is reset in the middle of a response', async () => {
    let site: Socket | undefined;
    onceResponseBegan(() => site?.resetAndDestroy());
    const failure = failureOf(await after((socket) => (site = socket).write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n01')));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200 } });
    expect(text(failure.partial?.body ?? new Uint8Array())).toBe('01');
  });

  test.each([
    ['the response of another protocol', 'otherProtocol', '220 mail.acme.example ESMTP\r\n'],
    ['a page without a head', 'page', '<html>It works!</html>\r\n\r\n'],
    ['bytes of TLS', 'tls', '\x15\x03\x01\x00\x02\x02\x46'],
    ['a length that is no number', 'badLength', 'HTTP/1.1 200 OK\r\nContent-Length: one\r\n\r\n0'],
    ['two lengths', 'twoLengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n00'],
    [
      'a length and chunks',
      'lengthAndChunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\n0\r\n\r\n',
    ],
    ['65 KiB of headers', 'tooManyHeaders', `HTTP/1.1 200 OK\r\n${`X: ${'x'.repeat(1000)}\r\n`.repeat(66)}Content-Length: 1\r\n\r\n0`],
    ['a header of 70 KiB', 'tooManyHeaders', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70 * 1024)}\r\nContent-Length: 1\r\n\r\n0`],
    ['a header without a name', 'badHead', 'HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 1\r\n\r\n0'],
    ['a change of protocol', 'upgrade', 'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nwhatever'],
  ])("%s can't be read, and is kept as received", async (_, malformed, response) => {
    const failure = failureOf(await respondedWith(response));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'unreadableAnswer', malformed, partial: null });
    const kept = text(failure.raw?.bytes ?? new Uint8Array());
    // Reading stops once the response is known to be invalid.
    expect(kept.length).toBeGreaterThan(Math.min(response.length, 64 * 1024) - 1);
    expect(response.startsWith(kept)).toBe(true);
  });

  test('a chunk whose size is no number; the bytes before it are kept', async () => {
    const failure = failureOf(await respondedWith('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\nzz\r\n'));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'unreadableAnswer', malformed: 'badChunk', partial: { status: 200 } });
    expect(text(failure.partial?.body ?? new Uint8Array())).toBe('0');
    expect(text(failure.raw?.bytes ?? new Uint8Array())).toBe('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n0\r\nzz\r\n');
  });

  test('an unreadable response is kept up to the cap', async () => {
    const failure = failureOf(
      await respondedWith(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${(2 * responseCap).toString(16)}\r\n${'x'.repeat(2 * responseCap)}zz\r\n`,
      ),
    );
    expect(failure).toMatchObject({ cause: 'unreadableAnswer', raw: { truncated: true } });
    expect(failure.raw?.bytes.length).toBe(responseCap);
  });

  test('a response without a length that ends by a reset', async () => {
    let site: Socket | undefined;
    onceResponseBegan(() => site?.resetAndDestroy());
    const failure = failureOf(await after((socket) => (site = socket).write('HTTP/1.1 200 OK\r\n\r\n0')));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200 } });
  });

  test('a response without a length, even if the reset is read together with its last bytes', async () => {
    const response = 'HTTP/1.1 200 OK\r\n\r\n0';
    const failure = failureOf(await after((socket) => void socket.write(response, () => socket.resetAndDestroy())));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'cutAnswer', partial: { status: 200 } });
  });
});

describe('the timeout', () => {
  test('without a response', async () => {
    const runOut = stopTheClock();
    expect(failureOf(await after(() => runOut()))).toMatchObject({ sent: 'maybe', cause: 'timeout', partial: null });
  });

  test('before the end of a response, whose part is kept', async () => {
    const runOut = stopTheClock();
    onceResponseBegan(() => setImmediate(runOut));
    const failure = failureOf(await after((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n01')));
    expect(failure).toMatchObject({ sent: 'maybe', cause: 'timeout', partial: { status: 200 } });
    expect(text(failure.partial?.body ?? new Uint8Array())).toBe('01');
  });

  test('after nothing but informational responses', async () => {
    const runOut = stopTheClock();
    const result = await after((socket) => {
      let left = 20;
      const more = (): void => {
        if (left === 0) return runOut();
        left -= 1;
        socket.write('HTTP/1.1 102 Processing\r\n\r\n', () => setImmediate(more));
      };
      more();
    });
    expect(failureOf(result)).toMatchObject({ sent: 'maybe', cause: 'timeout', partial: null });
  });

  test('lets a response end that keeps arriving without a pause', async () => {
    const runOut = stopTheClock();
    const result = await after((socket) => {
      let left = 20;
      socket.setNoDelay();
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${left}\r\n\r\n`);
      const more = (): void => {
        socket.write('x');
        left -= 1;
        if (left > 0) setImmediate(more);
      };
      onceResponseBegan(() => {
        runOut();
        more();
      });
    });
    expect(bodyOf(result)).toBe('x'.repeat(20));
  });

  test('does not apply until the last millisecond', async () => {
    const runOut = stopTheClock();
    const result = await after((socket) => {
      runOut(1);
      socket.end(okResponse);
    });
    expect(bodyOf(result)).toBe('0');
  });
});

test('a cancel in the middle of a response keeps the part that had arrived', async () => {
  const stop = new AbortController();
  onceResponseBegan(() => setImmediate(() => stop.abort()));
  const site = await siteRespondingWith('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n0', { open: true });
  const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), { signal: stop.signal }));
  expect(failure).toMatchObject({ sent: 'maybe', cause: 'cancelledInFlight', partial: { status: 200 } });
  expect(text(failure.partial?.body ?? new Uint8Array())).toBe('0');
  await site.only();
});

test('a listener that cancels at the hand-over keeps the request from leaving, although it counts as handed over', async () => {
  const stop = new AbortController();
  const site = await wireServer();
  const options = { signal: stop.signal, onHandOver: () => stop.abort() };
  const failure = failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), options));
  expect(failure).toMatchObject({ sent: 'maybe', cause: 'cancelledInFlight', partial: null });
  expect((await site.only()).bytes).toBe('');
});

describe('the reduction of a response', () => {
  const reduced = { status: 200, headers: [['X-Reduced', 'yes']], body: Buffer.from('less'), truncated: true } as const;

  test('gets the response decoded and with its secrets, and its result is used', async () => {
    const given: string[] = [];
    const reduce = (response: WireResponse) => {
      given.push(text(response.body));
      return Promise.resolve({ ...reduced, body: Buffer.from(`less of ${text(response.body)}`) });
    };
    const body = gzipSync('correct horse').toString('latin1');
    const site = await siteRespondingWith(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const result = responseOf(await exchange(send(`http://127.0.0.1:${site.port}`), { reduce }));
    expect(given).toEqual(['correct horse']);
    expect(result).toMatchObject({ kind: 'response', status: 200, headers: reduced.headers, truncated: true });
    expect(Number.isInteger(result.durationMs)).toBe(true);
    expect(bodyOf(result)).toBe('less of [credential removed]');
  });

  test.each([
    ['nothing came', ''],
    ['it broke off', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0'],
  ])('is not called where %s', async (_, response) => {
    const reduce = vi.fn(() => Promise.resolve(reduced));
    const site = await siteRespondingWith(response);
    expect(failureOf(await exchange(send(`http://127.0.0.1:${site.port}`), { reduce }))).toMatchObject({ sent: 'maybe' });
    expect(reduce).not.toHaveBeenCalled();
  });
});
