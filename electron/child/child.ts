/**
 * Keypost's own child processes. Work that may take long runs there: a child process can be killed at any moment, even in the middle of an
 * SQLite statement, and when one crashes, sending continues.
 */

/** One name per script. The build puts each script beside the main bundle under this name. */
export const childNames = ['log-reader', 'log-query', 'log-export', 'catalog-page', 'public-names', 'keychain'] as const;
export type ChildName = (typeof childNames)[number];

export interface Child {
  /** `undefined` until the process is running. */
  readonly pid: number | undefined;
  /** Sends a message, which can be anything that can be cloned. Does nothing if the process has ended. */
  post(message: unknown): void;
  /** Kills the process at once. Resolves when it has ended and the system has closed its files. */
  kill(): Promise<void>;
}

export interface ChildEvents {
  onMessage: (message: unknown) => void;
  /** Called exactly once, however the process ends, and also if it could not be started. */
  onExit: () => void;
}

export type StartChild = (name: ChildName, events: ChildEvents) => Child;

/**
 * Starts a process, sends it one message, and resolves with the first message that it sends back; with `null` if it ended without one.
 * Never rejects.
 */
export function askOnce(start: StartChild, name: ChildName, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const child = start(name, {
      onMessage: (response) => {
        resolve(response);
        void child.kill();
      },
      onExit: () => {
        resolve(null);
      },
    });
    child.post(message);
  });
}
