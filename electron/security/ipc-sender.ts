/** 17: who may call Keypost. */

/** What is needed of an IPC event. */
export interface SenderEvent {
  /** `null` where the frame is gone, or leads elsewhere by now. */
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly mainFrame: unknown };
}

/** Only the page itself, no frame inside it, and only while it is Keypost's own. `origin`: as `originOf` makes it. */
export function comesFromPage({ senderFrame, sender }: SenderEvent, origin: string): boolean {
  return origin !== '' && senderFrame !== null && senderFrame === sender.mainFrame && originOf(senderFrame.url) === origin;
}

/** Scheme and host; empty where there is none. `URL.origin` is "null" for schemes of our own. */
export function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return host === '' ? '' : `${protocol}//${host}`;
  } catch {
    return '';
  }
}
