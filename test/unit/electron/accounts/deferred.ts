/** A promise that the test settles when it wants. */
export class Deferred<T> {
  resolve!: (value: T) => void; // Set by the promise's own constructor, which runs at once.
  reject!: (error: Error) => void; // The same.
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}
