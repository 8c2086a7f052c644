/** Puts the bridge on the page's window: one frozen object, with nothing of Electron in it. Takes off the window what leads out of it. */
import { contextBridge, ipcRenderer, webFrame } from 'electron';
import { callChannel, eventChannel } from './shared/ipc/channels.ts';
import type { Bridge, CommandName, EventName, Events } from './shared/ipc/contract.ts';
import { removalScript, stayOnPage, type PageNavigation } from './security/page-restrictions.ts';

stayOnPage((globalThis as unknown as { navigation: PageNavigation }).navigation);
void webFrame.executeJavaScript(removalScript);

const relays = new Set<(name: unknown, value: unknown) => void>();
ipcRenderer.on(eventChannel, (_, name: unknown, value: unknown) => {
  for (const relay of [...relays]) relay(name, value);
});

const bridge: Bridge = Object.freeze({
  call(command: CommandName, input: unknown) {
    return ipcRenderer.invoke(callChannel, command, input) as Promise<string>;
  },
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void) {
    const relay = (name: unknown, value: unknown): void => {
      if (name === event) listener(value as Events[E]);
    };
    relays.add(relay);
    return () => {
      relays.delete(relay);
    };
  },
});

contextBridge.exposeInMainWorld('keypost', bridge);
