/** Asks before the window is closed while a send is under way: its outcome would be unknown. */
import { dialog, type BrowserWindow } from 'electron';

const question = {
  type: 'warning' as const,
  title: 'Keypost',
  message: 'A send is under way.',
  detail: 'If Keypost closes now, the log will show this send as unknown. The message may still be sent.',
  buttons: ['Keep waiting', 'Close anyway'],
  defaultId: 0,
  cancelId: 0,
};

/** `underWay`: how many sends are. */
export function guardClose(window: BrowserWindow, underWay: () => number): void {
  let agreed = false;
  let asking = false;
  window.on('close', (event) => {
    if (agreed || underWay() === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void dialog.showMessageBox(window, question).then(({ response }) => {
      asking = false;
      agreed = response === 1;
      if (agreed) window.close();
    });
  });
}
