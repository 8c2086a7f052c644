/** Serves the bridge: every call passes the sender check, then dispatch.ts. Events go to the main window only. */
import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { fail, type Result } from '../result.ts';
import { callChannel, eventChannel } from './channels.ts';
import type { EventName, Events } from './contract.ts';
import { dispatch, type Handlers } from './dispatch.ts';

/** `pageUrl`: where the page comes from; a call from anywhere else is refused. */
export function serve(handlers: Handlers, pageUrl: string): void {
  const origin = originOf(pageUrl);
  const answer = (event: IpcMainInvokeEvent, command: unknown, input: unknown): Promise<Result<unknown>> | Result<never> =>
    comesFromPage(event, origin) ? dispatch(handlers, command, input) : fail('wrongSender', 'Keypost answers only its own page.');
  ipcMain.handle(callChannel, async (event, command: unknown, input: unknown) => JSON.stringify(await answer(event, command, input)));
}

/** Tells every window of Keypost; says nothing where there is none (any more). */
export function emit<E extends EventName>(event: E, value: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(eventChannel, event, value);
  }
}

/** Only the page itself, no frame inside it (Electron security checklist, 17: validate the sender of all IPC messages). */
function comesFromPage(event: IpcMainInvokeEvent, origin: string): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && originOf(frame.url) === origin;
}

/** `URL.origin` is "null" for schemes of our own. */
function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return '';
  }
}
