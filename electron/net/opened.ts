/** Waits until a connection is open, secured or gone. */
import type { Socket } from 'node:net';
import { ConnectionFailure } from './connection-failure.ts';

/**
 * Resolves with the socket at `event`; rejects with what `failureOf` makes of an error, or of none where the other side just closed it. An
 * abort of `signal` closes it.
 */
export function whenOpen<S extends Socket>(
  socket: S,
  event: string,
  signal: AbortSignal,
  failureOf: (error: unknown) => ConnectionFailure,
): Promise<S> {
  // For good: what breaks between the opening and the next listener must not reach the process.
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
