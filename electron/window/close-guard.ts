/** Asks before the window is closed while a send is under way: its outcome would be unknown. */
import { dialog, type BrowserWindow } from 'electron';

const choices = ['Close when the response arrives', 'Close now', "Don't close"] as const;
const question = {
  type: 'warning' as const,
  title: 'Keypost',
  message: 'A send is under way.',
  detail:
    'Keypost can wait for its response, at the longest for the timeout, and close then. Closed now, what has not left is not sent; what has left may still arrive, and at the next start the log will show it as unknown.',
  buttons: [...choices],
  defaultId: 0,
  cancelId: 2,
};

export interface SendsUnderWay {
  /** How many there are. */
  readonly underWay: number;
  /** Cancels what has not left; resolves when that is written down. */
  stopUnsent(): Promise<void>;
  /** Resolves when there is none (any more). */
  idle(): Promise<void>;
}

export function guardClose(window: BrowserWindow, sends: SendsUnderWay): void {
  let agreed = false;
  let asking = false;
  const close = (): void => {
    agreed = true;
    if (!window.isDestroyed()) window.close();
  };
  window.on('close', (event) => {
    if (agreed || sends.underWay === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void dialog.showMessageBox(window, question).then(({ response }) => {
      asking = false;
      if (response === 0) void sends.idle().then(close);
      if (response === 1) void sends.stopUnsent().then(close);
    });
  });
}
