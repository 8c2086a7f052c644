/** One list of everything that is closed when Keypost quits. */

/** Closes something. If it returns a promise, nobody awaits it: quitting is not delayed. */
export type Dispose = () => unknown;

/**
 * Returns a function that closes everything in the order of the list, once. If one of them throws, the others are closed all the same;
 * `failed` is called with each error.
 */
export function createDisposer(list: readonly Dispose[], failed: (error: unknown) => void): () => void {
  let left = list;
  return () => {
    const all = left;
    left = [];
    for (const dispose of all) {
      try {
        dispose();
      } catch (error) {
        failed(error);
      }
    }
  };
}
