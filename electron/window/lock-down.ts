/** Locks down all web contents and sessions, those that come later among them; see security/lock-down.ts for what is refused. */
import { app, session, type BrowserWindow } from 'electron';
import { lockDownContents, lockDownSession } from '../security/lock-down.ts';
import { chromiumSwitches, pageProxy } from '../security/security-rules.ts';
import { originOf } from '../security/ipc-sender.ts';
import { pageSession } from './schemes.ts';
import type { PageSource } from './page-source.ts';

/** Before the app is ready: the sandbox for every process, and the switches. */
export function lockDownProcess(): void {
  // As root, Electron runs only with the switch `--no-sandbox`, and the two contradict each other.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  for (const [name, value] of chromiumSwitches) app.commandLine.appendSwitch(name, value);
}

/** Once the app is ready, and before there is a window. */
export function lockDown(page: PageSource): void {
  app.on('web-contents-created', (_, contents) => {
    lockDownContents(contents);
  });
  app.on('session-created', (created) => {
    lockDownSession(created, page.allows);
  });
  // Unasked, Electron would show a server the first certificate of the system's store.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
  lockDownSession(session.defaultSession, page.allows);
  void pageSession().setProxy(pageProxy(page.devHost));
}

/**
 * Brings the page back where it was left all the same: Electron announces no navigation to `about:` addresses. The preload script refuses
 * them before; this is for what gets past it.
 */
export function keepOnPage({ webContents }: BrowserWindow, pageUrl: string): void {
  const origin = originOf(pageUrl);
  const bringBack = (url: string): void => {
    if (originOf(url) === origin) return;
    // Not while Chromium still works at that navigation.
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
