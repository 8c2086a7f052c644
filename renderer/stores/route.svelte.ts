/** The current route, and navigation. */
import { readHash, type RouteLocation, type Screen } from './route-address.ts';

class Route implements RouteLocation {
  #location = $state.raw<RouteLocation>(readHash(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => this.read());
  }

  get screen(): Screen {
    return this.#location.screen;
  }
  get id(): string | null {
    return this.#location.id;
  }
  get query(): RouteLocation['query'] {
    return this.#location.query;
  }
  get search(): string {
    return this.#location.search;
  }

  read(): void {
    this.#location = readHash(location.hash);
    for (const listener of listeners) listener(this.#location);
  }
}

const listeners: ((place: RouteLocation) => void)[] = [];

export const route = new Route();

/** Called with the current route, and after every change. */
export function onRouteChange(listener: (place: RouteLocation) => void): void {
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
