/** What is closed when Keypost quits, in one list. */

/** Closes something. A promise is not waited for: the app doesn't wait with its end. */
export type Dispose = () => unknown;

/**
 * Returns what closes all of them, in the order of the list, once. One that fails doesn't keep the others open; `failed` is called with each
 * error.
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
