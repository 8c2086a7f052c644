/** Runs slow SQL statements in a separate process. */
import * as v from 'valibot';
import type { Child, StartChild } from '../../child/child.ts';
import type { QueryFailure, QueryRequest, QueryResponse, StatementRequest } from './query-protocol.ts';
import type { SqlValue } from './sqlite.ts';

interface WaitingStatement {
  request: StatementRequest;
  /** Whether it was sent again because the process ended while it ran. */
  isRetried: boolean;
  resolve: (rows: readonly unknown[][]) => void;
  reject: (error: Error) => void;
}

/** A read-only connection beside the one that writes. Every method rejects with what SQLite throws, and after it was closed. */
export class BackgroundQuery {
  readonly #file: string;
  readonly #startChild: StartChild;
  readonly #waiting = new Map<number, WaitingStatement>();
  #child: Child | null = null;
  #lastNumber = 0;
  #closed = false;

  /** The process is started with the first statement. */
  constructor(file: string, startChild: StartChild) {
    this.#file = file;
    this.#startChild = startChild;
  }

  async exec(sql: string): Promise<void> {
    await this.#request(sql, []);
  }

  /** The first column of the one row, if it is a number; 0 where there is none. */
  async number(sql: string, ...values: readonly SqlValue[]): Promise<number> {
    const value = (await this.#request(sql, values))[0]?.[0];
    return typeof value === 'number' ? value : 0;
  }

  /** The first column of every row. */
  async numbers(sql: string, ...values: readonly SqlValue[]): Promise<readonly number[]> {
    const rows = await this.#request(sql, values);
    return v.parse(
      v.array(v.number()),
      rows.map(([first]) => first),
    );
  }

  /** Also ends a statement that is under way. Resolves when the file is no longer open. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#child?.kill();
    this.#rejectAll();
  }

  #request(sql: string, values: readonly SqlValue[]): Promise<readonly unknown[][]> {
    if (this.#closed) return Promise.reject(endedError());
    this.#lastNumber += 1;
    const request: StatementRequest = { number: this.#lastNumber, sql, values };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.number, { request, isRetried: false, resolve, reject });
      this.#post(request);
    });
  }

  #post(request: QueryRequest): void {
    this.#child ??= this.#start();
    this.#child.post(request);
  }

  #start(): Child {
    const child = this.#startChild('log-query', {
      onMessage: (message) => {
        this.#receive(message as QueryResponse);
      },
      onExit: () => {
        this.#handleExit();
      },
    });
    child.post({ open: this.#file } satisfies QueryRequest);
    return child;
  }

  #receive(response: QueryResponse): void {
    const waiting = this.#waiting.get(response.number);
    this.#waiting.delete(response.number);
    if ('rows' in response) waiting?.resolve(response.rows);
    else waiting?.reject(errorOf(response.failure));
  }

  /** Sends pending statements once more to a new process. A statement whose process ends again is rejected. */
  #handleExit(): void {
    this.#child = null;
    if (this.#closed) {
      this.#rejectAll();
      return;
    }
    for (const [number, waiting] of this.#waiting) {
      if (waiting.isRetried) {
        this.#waiting.delete(number);
        waiting.reject(endedError());
        continue;
      }
      waiting.isRetried = true;
      this.#post(waiting.request);
    }
  }

  #rejectAll(): void {
    for (const { reject } of this.#waiting.values()) reject(endedError());
    this.#waiting.clear();
  }
}

const endedError = (): Error => new Error('the process that read it ended');

const errorOf = ({ code, message }: QueryFailure): Error => Object.assign(new Error(message), code === null ? {} : { code });
