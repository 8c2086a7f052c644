/** The wait for a connection ends once, and leaves no listener behind. */
import { getEventListeners } from 'node:events';
import { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { ConnectionFailure } from '../../../../electron/net/connection-failure.ts';
import { whenOpen } from '../../../../electron/net/when-open.ts';

const failure = new ConnectionFailure('refused', { code: 'connection.refused', params: {} });

function waiting(signal = new AbortController().signal) {
  const socket = new Socket();
  const failureOf = vi.fn(() => failure);
  return { socket, failureOf, signal, opening: whenOpen(socket, 'connect', signal, failureOf) };
}

const listeners = ({ socket, signal }: Pick<ReturnType<typeof waiting>, 'socket' | 'signal'>) => ({
  connect: socket.listenerCount('connect'),
  // One of these listeners is Node's own.
  close: socket.listenerCount('close'),
  error: socket.listenerCount('error'),
  abort: getEventListeners(signal, 'abort').length,
});
const ofNode = listeners({ socket: new Socket(), signal: new AbortController().signal });
const left = { ...ofNode, error: ofNode.error + 1 };

test('resolves with the open socket, and later errors are ignored', async () => {
  const one = waiting();
  expect(listeners(one)).toEqual({ connect: left.connect + 1, close: left.close + 1, error: left.error + 1, abort: 1 });
  one.socket.emit('connect');
  expect(await one.opening).toBe(one.socket);
  expect([one.socket.destroyed, one.failureOf.mock.calls]).toEqual([false, []]);
  expect(listeners(one)).toEqual(left);
  expect(one.socket.emit('error', new Error('late'))).toBe(true);
  one.socket.destroy();
});

test('rejects with the failure of an error, and closes the socket', async () => {
  const one = waiting();
  const error = new Error('connect ECONNREFUSED');
  one.socket.emit('error', error);
  await expect(one.opening).rejects.toBe(failure);
  expect(one.failureOf.mock.calls).toEqual([[error]]);
  expect([one.socket.destroyed, listeners(one)]).toEqual([true, left]);
});

test('rejects without an error if the other side just closes', async () => {
  const one = waiting();
  one.socket.emit('close');
  await expect(one.opening).rejects.toBe(failure);
  expect(one.failureOf.mock.calls).toEqual([[undefined]]);
  expect([one.socket.destroyed, listeners(one)]).toEqual([true, left]);
});

test.each(['while it waits', 'before'])('an abort %s closes the socket', async (when) => {
  const stop = new AbortController();
  if (when === 'before') stop.abort();
  const one = waiting(stop.signal);
  stop.abort();
  await expect(one.opening).rejects.toMatchObject({ reason: 'cancelledBefore', problem: { code: 'connection.stopped', params: {} } });
  expect(one.failureOf).not.toHaveBeenCalled();
  expect([one.socket.destroyed, listeners(one)]).toEqual([true, left]);
});
