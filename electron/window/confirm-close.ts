/** Asks before the window is closed while a send is under way, because the outcome of that send would be unknown. */
import { dialog, type BrowserWindow } from 'electron';

const common = { type: 'warning' as const, title: 'Keypost', cancelId: 2 };

/** The request, or a part of it, has left. */
const left = {
  ...common,
  message: 'A message is on its way.',
  detail:
    "Keypost can wait for the response, at most until the timeout, and then close. If you close now, the message may still arrive: the log will show it as unknown. What hasn't left yet is not sent.",
  buttons: ['Close when the response arrives', 'Close now', "Don't close"],
  defaultId: 0,
};

/**
 * The undo period is running, or the connection is still being opened. The default button doesn't close, so that pressing Enter by habit
 * sends nothing.
 */
const unsent = {
  ...common,
  message: "A message hasn't been sent yet.",
  detail: 'Nothing has left this computer.',
  buttons: ['Send it and close', 'Close without sending', "Don't close"],
  defaultId: 2,
};

export interface SendsUnderWay {
  /** How many sends are under way. */
  readonly underWay: number;
  /** Whether the request of any of them, or a part of it, has left. */
  hasLeft(): boolean;
  /** Cancels the sends whose requests have not left yet; resolves when their outcomes are stored. */
  stopUnsent(): Promise<void>;
  /** Resolves when no send is under way. */
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

/** Resolves with whether the window may close, after the sends that have to end first have ended. */
async function ask(window: BrowserWindow, sends: SendsUnderWay): Promise<boolean> {
  const hadLeft = sends.hasLeft();
  const { response } = await dialog.showMessageBox(window, hadLeft ? left : unsent);
  if (response === 0) await sends.idle();
  if (response === 1) {
    await sends.stopUnsent();
    // The request left while the dialog, which said that it hadn't, was open: ask again.
    if (!hadLeft && sends.hasLeft()) return ask(window, sends);
  }
  return response <= 1;
}
