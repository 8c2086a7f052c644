/** Asks before the window is closed while a send is under way: its outcome would be unknown. */
import { dialog, type BrowserWindow } from 'electron';

const common = { type: 'warning' as const, title: 'Keypost', cancelId: 2 };

/** The request has left, or a part of it. */
const left = {
  ...common,
  message: 'A message is on its way.',
  detail:
    "Keypost can wait for the response, at most until the timeout, and then close. If you close now, the message may still arrive: the log will show it as unknown. What hasn't left yet is not sent.",
  buttons: ['Close when the response arrives', 'Close now', "Don't close"],
  defaultId: 0,
};

/** The undo period, or the connection that is still being made. Enter by habit sends nothing. */
const unsent = {
  ...common,
  message: "A message hasn't been sent yet.",
  detail: 'Nothing has left this computer.',
  buttons: ['Send it and close', 'Close without sending', "Don't close"],
  defaultId: 2,
};

export interface SendsUnderWay {
  /** How many there are. */
  readonly underWay: number;
  /** Whether the request of one of them has left, or a part of it. */
  hasLeft(): boolean;
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
    void ask(window, sends).then((mayClose) => {
      asking = false;
      if (mayClose) close();
    });
  });
}

/** Resolves when the window may close, or is to stay open. */
async function ask(window: BrowserWindow, sends: SendsUnderWay): Promise<boolean> {
  const hadLeft = sends.hasLeft();
  const { response } = await dialog.showMessageBox(window, hadLeft ? left : unsent);
  if (response === 0) await sends.idle();
  if (response === 1) {
    await sends.stopUnsent();
    // It left while the question was open, which said that it hadn't: another question.
    if (!hadLeft && sends.hasLeft()) return ask(window, sends);
  }
  return response <= 1;
}
