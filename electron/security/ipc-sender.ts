/** 17: checks who may call Keypost. The number is that of the checklist in Electron's documentation, "Security". */

/** The part of an IPC event that is needed here. */
export interface SenderEvent {
  /** `null` if the frame no longer exists or has navigated away. */
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: unknown };
}

/** Accepts only the page itself, no frame inside it, and only while it shows Keypost's own origin. `origin`: as `originOf` returns it. */
export function comesFromPage({ senderFrame, sender }: SenderEvent, origin: string): boolean {
  return origin !== '' && senderFrame !== null && senderFrame === sender.mainFrame && originOf(senderFrame.url) === origin;
}

/** Scheme and host; empty if there is none. Not `URL.origin`, which is "null" for custom schemes. */
export function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return host === '' ? '' : `${protocol}//${host}`;
  } catch {
    return '';
  }
}
