/**
 * Processes of Keypost's own beside the main process. What may take long runs there: such a process can be killed at any moment, also in the
 * middle of a statement of SQLite, and when one crashes, sending goes on.
 */

/** One a script, which the build puts beside main under this name. */
export const childNames = ['log-reader', 'log-query', 'log-export', 'catalog-page', 'public-names', 'keychain'] as const;
export type ChildName = (typeof childNames)[number];

export interface Child {
  /** Unknown until the process runs. */
  readonly pid: number | undefined;
  /** Sends a message: anything that can be cloned. Nothing happens when the process has ended. */
  post(message: unknown): void;
  /** Ends the process at once, whatever it does. Resolves when it has ended and the system has taken its files back. */
  kill(): Promise<void>;
}

export interface ChildEvents {
  message: (message: unknown) => void;
  /** Called once, however the process ends, also where it could not be started. */
  exit: () => void;
}

export type StartChild = (name: ChildName, events: ChildEvents) => Child;

/** Starts a process that gets one message, and resolves with the one that comes back; `null` where it ended without any. Never rejects. */
export function askOnce(start: StartChild, name: ChildName, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const child = start(name, {
      message: (response) => {
        resolve(response);
        void child.kill();
      },
      exit: () => {
        resolve(null);
      },
    });
    child.post(message);
  });
}
