/** Escape, also where the page never hears of it: a frame of another origin keeps its keys to itself. */
import type { BrowserWindow } from 'electron';

export function tellOfEscape(window: BrowserWindow, tell: () => void): void {
  window.webContents.on('before-input-event', (_, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') tell();
  });
}
