/** Locks down all web contents and sessions, including those created later; see security/lock-down.ts for what is refused. */
import { app, session, type BrowserWindow } from 'electron';
import { lockDownContents, lockDownSession } from '../security/lock-down.ts';
import { chromiumSwitches, pageProxy } from '../security/security-rules.ts';
import { originOf } from '../security/ipc-sender.ts';
import { pageSession } from './schemes.ts';
import type { PageSource } from './page-source.ts';

/** Call this before the app is ready: it sets the sandbox for every process, and the switches. */
export function lockDownProcess(): void {
  // As root, Electron runs only with the switch `--no-sandbox`, which contradicts enableSandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const [name, value] of chromiumSwitches) app.commandLine.appendSwitch(name, value);
}

/** Call this when the app is ready and before there is a window. */
export function lockDown(page: PageSource): void {
  app.on('web-contents-created', (_, contents) => {
    lockDownContents(contents);
  });
  app.on('session-created', (created) => {
    lockDownSession(created, page.allows);
  });
  // Without a listener Electron would send a server the first certificate of the system's store.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
  lockDownSession(session.defaultSession, page.allows);
  void pageSession().setProxy(pageProxy(page.devHost));
}

/**
 * Loads the page again if it was left all the same: Electron announces no navigation to `about:` addresses. The preload script refuses them
 * first; this is for whatever gets past it.
 */
export function keepOnPage({ webContents }: BrowserWindow, pageUrl: string): void {
  const origin = originOf(pageUrl);
  const bringBack = (url: string): void => {
    if (originOf(url) === origin) return;
    // Wait until Chromium has finished the current navigation.
    setImmediate(() => {
      if (!webContents.isDestroyed()) void webContents.loadURL(pageUrl);
    });
  };
  webContents.on('did-navigate', (_, url) => {
    bringBack(url);
  });
  webContents.on('did-fail-load', (_event, _code, _reason, url, isMainFrame) => {
    if (isMainFrame) bringBack(url);
  });
}
