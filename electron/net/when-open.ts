/** Waits until a connection is open or secured, or has failed. */
import type { Socket } from 'node:net';
import { ConnectionFailure } from './connection-failure.ts';

/**
 * Resolves with the socket at `event`. Rejects with the failure that `failureOf` returns for an error, or for `undefined` if the other side
 * closed the connection. Aborting `signal` closes it.
 */
export function whenOpen<S extends Socket>(
  socket: S,
  event: string,
  signal: AbortSignal,
  failureOf: (error: unknown) => ConnectionFailure,
): Promise<S> {
  // Never removed, so that an error before the next listener is added doesn't become an uncaught exception.
  socket.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    const stop = (error: Error): void => {
      done();
      socket.destroy();
      reject(error);
    };
    const onAbort = (): void => {
      stop(new ConnectionFailure('cancelledBefore', { code: 'connection.stopped', params: {} }));
    };
    const onError = (error: Error): void => {
      stop(failureOf(error));
    };
    const onClose = (): void => {
      stop(failureOf(undefined));
    };
    const onOpen = (): void => {
      done();
      resolve(socket);
    };
    const done = (): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError).off('close', onClose).off(event, onOpen);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError).once('close', onClose).once(event, onOpen);
  });
}
