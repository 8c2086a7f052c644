/** Reads the log for the page in a separate process, so that queries block neither the main process nor the end of Keypost. */
import type { Child, StartChild } from '../../child/child.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import type { LogChoices, LogOverview, LogPage, LogQuery, LogOverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';
import { notReadable } from '../store/log-failures.ts';
import type { ReaderResult, FromReader, OpenReader, Question, ReaderFiles, ToReader } from './reader-protocol.ts';
import type { ContactPlace } from './recent-keys.ts';

export interface LogReaderDeps {
  files: ReaderFiles;
  startChild: StartChild;
  /** Called before each query, so that everything Keypost has to write at its start is in the log before the query runs. */
  beforeQuery: () => void;
  /** Called when the log can't be read, with the identity of its file; the owner of the log repairs it. */
  onDamage: (identity: string) => void;
  /**
   * Called when the index has all changes up to `seq` of the log file with this identity. `caughtUp`: a query was completed before without
   * some of them.
   */
  onIndexed: (seq: number, identity: string, caughtUp: boolean) => void;
}

interface WaitingQuestion {
  question: Question;
  resolve: (result: Result<ReaderResult>) => void;
  /** Whether it was sent again because the process ended. */
  isRetried: boolean;
}

/** Failures: `logNotReadable`, and `superseded` where a later query took the place of this one. */
export class LogReaderClient {
  readonly #deps: LogReaderDeps;
  #child: Child | null = null;
  #closed = false;
  #lastNumber = 0;
  readonly #waiting = new Map<number, WaitingQuestion>();

  constructor(deps: LogReaderDeps) {
    this.#deps = deps;
  }

  page(query: LogQuery): Promise<Result<LogPage>> {
    return this.#query({ ask: 'page', query }) as Promise<Result<LogPage>>;
  }

  overview(query: LogOverviewQuery): Promise<Result<LogOverview>> {
    return this.#query({ ask: 'overview', query }) as Promise<Result<LogOverview>>;
  }

  choices(): Promise<Result<LogChoices>> {
    return this.#query({ ask: 'choices' }) as Promise<Result<LogChoices>>;
  }

  usedNames(accountId: string): Promise<Result<UsedNames>> {
    return this.#query({ ask: 'usedNames', accountId }) as Promise<Result<UsedNames>>;
  }

  /** Customer keys that an account recently sent to, latest first. */
  recentKeys(accountId: string): Promise<Result<readonly string[]>> {
    return this.#query({ ask: 'recentKeys', accountId }) as Promise<Result<readonly string[]>>;
  }

  /** The latest sends of an account to a customer key, newest first. */
  known(accountId: string, customerKey: string, place: ContactPlace | null): Promise<Result<readonly EntrySummary[]>> {
    return this.#query({ ask: 'known', accountId, customerKey, place }) as Promise<Result<readonly EntrySummary[]>>;
  }

  /** Starts the process early, so that the first query doesn't wait for it. */
  warmUp(): void {
    if (!this.#closed) this.#start();
  }

  /** Call it after every write to the log. */
  written(): void {
    if (this.#child) this.#send('written');
  }

  close(): void {
    this.#closed = true;
    void this.#child?.kill();
    this.#child = null;
    for (const { resolve } of this.#waiting.values()) resolve(notReadable('Keypost is closing'));
    this.#waiting.clear();
  }

  #query(question: Question): Promise<Result<ReaderResult>> {
    if (this.#closed) return Promise.resolve(notReadable('Keypost is closing'));
    this.#deps.beforeQuery();
    const number = ++this.#lastNumber;
    return new Promise((resolve) => {
      this.#waiting.set(number, { question, resolve, isRetried: false });
      this.#start();
      this.#send({ number, question });
    });
  }

  #send(message: ToReader): void {
    this.#child?.post(message);
  }

  #start(): void {
    if (this.#child) return;
    const child = this.#deps.startChild('log-reader', {
      onMessage: (message) => {
        this.#receive(message as FromReader);
      },
      onExit: () => {
        if (this.#child === child) this.#handleExit();
      },
    });
    this.#child = child;
    child.post({ open: this.#deps.files } satisfies OpenReader);
  }

  #receive(message: FromReader): void {
    if ('followed' in message) return this.#deps.onIndexed(message.followed, message.of, message.caughtUp);
    const resolve = this.#waiting.get(message.number)?.resolve;
    this.#waiting.delete(message.number);
    if ('result' in message) return resolve?.(ok(message.result));
    if ('superseded' in message) return resolve?.(fail('superseded', 'A later query took the place of this one.'));
    if (message.damaged !== '') this.#deps.onDamage(message.damaged);
    resolve?.(notReadable(message.problem));
  }

  /** Sends pending queries once more to a new process. A query whose process ends again fails. */
  #handleExit(): void {
    this.#child = null;
    for (const [number, waiting] of this.#waiting) {
      if (waiting.isRetried) {
        this.#waiting.delete(number);
        waiting.resolve(notReadable('its reader stopped'));
        continue;
      }
      waiting.isRetried = true;
      this.#start();
      this.#send({ number, question: waiting.question });
    }
  }
}
