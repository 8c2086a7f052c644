/** Knows whether a person has just acted on a window, by what main sees of its input: the page can't make that up. */
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
