/** Serves the bridge: every call passes the sender check and the gesture check, then dispatch.ts. Events go to Keypost's own page only. */
import { BrowserWindow, ipcMain } from 'electron';
import { comesFromPage, originOf } from '../security/ipc-sender.ts';
import { callChannel, eventChannel } from '../shared/ipc/channels.ts';
import type { EventName, Events } from '../shared/ipc/contract.ts';
import { guardedDispatch, type GestureCheck, type Handlers } from './dispatch.ts';

/** `pageUrl`: where the page comes from; a call from anywhere else is refused. `deps`: see GuardDeps. */
export function serve(handlers: Handlers, pageUrl: string, deps: GestureCheck): void {
  const origin = originOf(pageUrl);
  const call = guardedDispatch(handlers, deps);
  ipcMain.handle(callChannel, async (event, command: unknown, input: unknown) =>
    JSON.stringify(await call(comesFromPage(event, origin), command, input)),
  );
}

/** Sends an event to every window of Keypost that is open. Does nothing if there is none. */
export function emit<E extends EventName>(event: E, value: Events[E]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(eventChannel, event, value);
  }
}
