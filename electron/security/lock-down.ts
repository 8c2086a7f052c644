/**
 * Refuses everything that a page could use to get out: navigation, new windows, downloads, permissions, devices, requests. It is applied to
 * every web contents and session, so that a further window is locked down from its start. It doesn't import Electron.
 */
import { isPreview } from './preview-rules.ts';
import { grantedPermissions, openableWindows, webRtcPolicy } from './security-rules.ts';

interface Preventable {
  preventDefault(): void;
}

interface FrameNavigation extends Preventable {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** The part of Electron's `WebContents` that is needed here. */
export interface LockableContents {
  // Electron's types have separate signatures for these events, and a combined one would not match them.
  /* eslint-disable @typescript-eslint/unified-signatures */
  on(event: 'will-navigate', listener: (event: Preventable) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: FrameNavigation) => void): unknown;
  on(event: 'will-redirect', listener: (event: Preventable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  /* eslint-enable @typescript-eslint/unified-signatures */
  on(event: 'select-bluetooth-device', listener: (event: Preventable, devices: unknown, choose: (id: string) => void) => void): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' } | { action: 'deny' }): void;
  setWebRTCIPHandlingPolicy(policy: typeof webRtcPolicy): void;
}

export function lockDownContents(contents: LockableContents): void {
  const refuse = (event: Preventable): void => {
    event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-frame-navigate', (event) => {
    // For the main frame Electron emits `will-navigate`, which is handled above.
    if (!event.isMainFrame && !isPreview(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  // Without a listener Electron would choose the first device.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => ({ action: openableWindows.includes(url) ? 'allow' : 'deny' }));
  contents.setWebRTCIPHandlingPolicy(webRtcPolicy);
}

/** A request, as the filter of a session receives it. */
export interface FilteredRequest {
  readonly url: string;
  readonly resourceType: string;
  /** `parent` is the frame that contains it; `null` for a main frame. */
  readonly frame?: { readonly parent: unknown } | null | undefined;
}

/** The part of Electron's `Session` that is needed here. */
export interface LockableSession {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setSpellCheckerEnabled(enable: boolean): void;
  setSpellCheckerLanguages(languages: string[]): void;
  on(event: 'will-download', listener: (event: Preventable) => void): unknown;
  readonly webRequest: {
    onBeforeRequest(listener: (details: FilteredRequest, callback: (response: { cancel: boolean }) => void) => void): void;
  };
}

/** `allowed`: whether the page may make a request to this URL. */
export function lockDownSession(session: LockableSession, allowed: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_, permission, callback) => {
    callback(grantedPermissions.includes(permission));
  });
  session.setPermissionCheckHandler((_, permission) => grantedPermissions.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, callback) => {
    callback({ cancel: !mayGo(request, allowed) });
  });
  // Chromium would download a dictionary at every start, although the page has no spell check.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** The only frame within the page is the preview of a message; whatever that frame requests is part of the message. */
function mayGo({ url, resourceType, frame }: FilteredRequest, allowed: (url: string) => boolean): boolean {
  if (resourceType === 'subFrame') return isPreview(url);
  if (frame?.parent) return isPreview(url) || url.startsWith('data:');
  return allowed(url);
}
