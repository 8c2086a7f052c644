/** A promise that the test resolves or rejects. */
export class Deferred<T> {
  resolve!: (value: T) => void; // Set by the promise's executor, which runs synchronously.
  reject!: (error: Error) => void; // Like `resolve`.
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}
