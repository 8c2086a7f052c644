/**
 * While much is written in small steps: brings it into the log's own file from another thread. Otherwise the main process did it
 * itself, all at once, as soon as a lot has gathered.
 */
import { BackgroundQuery } from './background-query.ts';

/** Steps of a few milliseconds write a hundred pages or so each; the log does it itself at 4,000. */
const everySteps = 12;

export class Checkpoints {
  readonly #query: BackgroundQuery;
  #steps = 0;

  /** `file`: the log. */
  constructor(file: string) {
    this.#query = new BackgroundQuery(file);
  }

  /** To be called, and waited for, after each step. Never rejects: what can't be done now is done later. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % everySteps !== 0) return;
    await this.#query.number('PRAGMA wal_checkpoint(PASSIVE)').catch(() => 0);
  }

  close(): void {
    this.#query.close();
  }
}
