/** What main sees of the input to a window: whether a person has just acted on it, which the page can't make up, and the Escape key. */
import { app, type BrowserWindow } from 'electron';
import { UserGesture } from '../security/user-gesture.ts';

/** Of no page, and of no script in one: what is asked here, a page can't answer. */
const ownWorld = 1001;

/** Gives back what takes one press, and says whether there was one; see UserGesture. */
export function watchGestures({ webContents }: BrowserWindow): () => Promise<boolean> {
  const gesture = new UserGesture(() => performance.now());
  webContents.on('input-event', (_, input) => {
    gesture.input(input);
  });
  return async () => {
    if (gesture.take()) return true;
    if (!app.accessibilitySupportEnabled) return false;
    const isActive: unknown = await webContents.executeJavaScriptInIsolatedWorld(ownWorld, [{ code: 'navigator.userActivation.isActive' }]);
    return gesture.takeAssisted(isActive === true);
  };
}

/** Escape, also where the page never hears of it: a frame of another origin keeps its keys to itself. */
export function notifyOfEscape(window: BrowserWindow, notify: () => void): void {
  window.webContents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') notify();
  });
}
