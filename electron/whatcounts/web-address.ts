/** Reads a web address. `URL.canParse` is younger than the oldest Electron that Keypost runs on. Pure. */

/** `null` where it is none. */
export function webAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
