/** Keeps the page where it is: no other address, no second window, no permission, no request to anywhere. */
import { app, session, type OnBeforeRequestListenerDetails, type Session } from 'electron';
import { isPreview } from './preview-rules.ts';
import { grantedPermissions, openableWindows } from './security-rules.ts';

/** Once the app is ready. `allowed` says which requests of the page may go. */
export function confine(allowed: (url: string) => boolean): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => ({ action: openableWindows.includes(url) ? 'allow' : 'deny' }));
  });
  confineSession(session.defaultSession, allowed);
}

function confineSession(page: Session, allowed: (url: string) => boolean): void {
  page.setPermissionRequestHandler((_, permission, answer) => {
    answer(grantedPermissions.includes(permission));
  });
  page.setPermissionCheckHandler((_, permission) => grantedPermissions.includes(permission));
  page.setDevicePermissionHandler(() => false);
  page.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !(isInFrame(details) ? isOfPreview(details.url) : allowed(details.url)) });
  });
  // Chromium would fetch a dictionary from the network at every start, although the page has no spell check.
  page.setSpellCheckerEnabled(false);
  page.setSpellCheckerLanguages([]);
  page.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** A frame within the page, or what is asked for by one. */
const isInFrame = ({ resourceType, frame }: OnBeforeRequestListenerDetails): boolean => resourceType === 'subFrame' || !!frame?.parent;

/** The only frame there is shows the preview of a message. */
const isOfPreview = (url: string): boolean => isPreview(url) || url.startsWith('data:');
