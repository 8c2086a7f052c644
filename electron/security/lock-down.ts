/**
 * Refuses what a page could use to get out: another address, a second window, a download, a permission, a device, a request. Written
 * for whatever web contents and sessions there are, so that one more window is locked down from its start. Knows nothing of Electron.
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

/** What is needed of Electron's `WebContents`. */
export interface LockableContents {
  // One signature for these would not be what Electron's types offer.
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
    // For the page itself Electron emits the event above.
    if (!event.isMainFrame && !isPreview(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  // Unasked, Electron would choose the first device there is.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => ({ action: openableWindows.includes(url) ? 'allow' : 'deny' }));
  contents.setWebRTCIPHandlingPolicy(webRtcPolicy);
}

/** A request, as a session's filter sees it. */
export interface FilteredRequest {
  readonly url: string;
  readonly resourceType: string;
  /** `parent` is the frame around it; `null` for a page of its own. */
  readonly frame?: { readonly parent: unknown } | null | undefined;
}

/** What is needed of Electron's `Session`. */
export interface LockableSession {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setSpellCheckerEnabled(enable: boolean): void;
  setSpellCheckerLanguages(languages: string[]): void;
  on(event: 'will-download', listener: (event: Preventable) => void): unknown;
  readonly webRequest: {
    onBeforeRequest(listener: (details: FilteredRequest, answer: (response: { cancel: boolean }) => void) => void): void;
  };
}

/** `allowed` says which requests of the page may go. */
export function lockDownSession(session: LockableSession, allowed: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_, permission, answer) => {
    answer(grantedPermissions.includes(permission));
  });
  session.setPermissionCheckHandler((_, permission) => grantedPermissions.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !mayGo(request, allowed) });
  });
  // Chromium would fetch a dictionary from the network at every start, although the page has no spell check.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** The only frame there is within the page shows the preview of a message; what that asks for is a part of the message. */
function mayGo({ url, resourceType, frame }: FilteredRequest, allowed: (url: string) => boolean): boolean {
  if (resourceType === 'subFrame') return isPreview(url);
  if (frame?.parent) return isPreview(url) || url.startsWith('data:');
  return allowed(url);
}
