/** The current route, and navigation. */
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

/** Called with the current route, and after every change. */
export function onplace(listener: (place: Place) => void): void {
  listeners.push(listener);
  listener(readHash(location.hash));
}

/** `path` begins with a slash: `/log/12`. Takes effect at once, without waiting for the browser's event. */
export function go(path: string): void {
  if (location.hash !== `#${path}`) location.hash = path;
  route.read();
}

/** Like `go`, but replaces the current history entry. */
export function goInstead(path: string): void {
  history.replaceState(null, '', `#${path}`);
  route.read();
}
