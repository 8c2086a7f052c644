/** The place in the page, and the way to another one. */
import { readHash, type Place, type Screen } from './route.ts';

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

  read(): void {
    this.#place = readHash(location.hash);
  }
}

export const route = new Route();

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
