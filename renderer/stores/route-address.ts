/** The route in the address's hash: `#/log/12`, `#/send?entry=12`. */

export const screens = ['send', 'presets', 'runs', 'log', 'accounts', 'settings'] as const;
export type Screen = (typeof screens)[number];

export interface RouteLocation {
  readonly screen: Screen;
  /** The part after the screen's name; `null` if there is none. */
  readonly id: string | null;
  /** If a name has several values, the last one. */
  readonly query: Readonly<Record<string, string>>;
  /** The whole query as in the address, without its question mark. */
  readonly search: string;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** An unknown address leads to the send screen. */
export function readHash(hash: string): RouteLocation {
  const [path = '', ...behind] = hash.replace(/^#?\/?/, '').split('?');
  const [name, id] = path.split('/');
  const search = behind.join('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  const screen = screens.find((one) => one === name);
  if (!screen) return { screen: 'send', id: null, query: {}, search: '' };
  return { screen, id: id ? decoded(id) : null, query, search };
}
