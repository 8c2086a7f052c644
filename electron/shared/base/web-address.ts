/** Reads a web address. `URL.canParse` is younger than the oldest Electron that Keypost runs on. */

/** `null` where it is none. */
export function webAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

export const isHttps = ({ protocol }: URL): boolean => protocol === 'https:';

/** Over http on this computer, where the practice realm is. */
export const isPractice = ({ protocol, hostname }: URL): boolean => protocol === 'http:' && loopback.has(hostname);

export const carriesLogin = ({ username, password }: URL): boolean => username !== '' || password !== '';
