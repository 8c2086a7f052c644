/**
 * Observes the input to a window in the main process: the Escape key, and whether a person has just acted on it, which the page can't fake.
 */
import { app, type BrowserWindow } from 'electron';
import { UserGesture } from '../security/user-gesture.ts';

/** Id of an isolated JavaScript world that no page and no script uses, so that a page can't falsify the result of code that runs in it. */
const ownWorld = 1001;

/** Returns a function that resolves with whether there was a press, and uses it up; see UserGesture. */
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

/**
 * Calls `notify` when Escape is pressed, even if the page doesn't receive the key: a frame of another origin keeps its key events to
 * itself.
 */
export function notifyOfEscape(window: BrowserWindow, notify: () => void): void {
  window.webContents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') notify();
  });
}
