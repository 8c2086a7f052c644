/** The place in the page, and the way to another one. */
import { readHash, type Place, type Screen } from './route-address.ts';

class Route implements Place {
  #place = $state.raw<Place>(readHash(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => this.read());
  }

  get screen(): Screen {
    return this.#place.screen;
  }
  get id(): string | null {
    return this.#place.id;
  }
  get query(): Place['query'] {
    return this.#place.query;
  }
  get search(): string {
    return this.#place.search;
  }

  read(): void {
    this.#place = readHash(location.hash);
    for (const listener of listeners) listener(this.#place);
  }
}

const listeners: ((place: Place) => void)[] = [];

export const route = new Route();

/** Told of the place now, and whenever it was read again. */
export function onplace(listener: (place: Place) => void): void {
  listeners.push(listener);
  listener(readHash(location.hash));
}

/** `path` begins with a slash: `/log/12`. Takes effect at once, not only when the browser says so. */
export function go(path: string): void {
  if (location.hash !== `#${path}`) location.hash = path;
  route.read();
}

/** Like `go`, but Back does not lead to the place that was left. */
export function goInstead(path: string): void {
  history.replaceState(null, '', `#${path}`);
  route.read();
}
