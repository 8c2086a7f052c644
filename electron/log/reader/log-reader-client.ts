/** Reads the log for the page, in a process of its own, so that nothing it looks for holds up the main process or the end of Keypost. */
import type { Child, StartChild } from '../../child/child.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { EntrySummary } from '../../shared/domain/entry.ts';
import type { LogChoices, LogOverview, LogPage, LogQuery, OverviewQuery, UsedNames } from '../../shared/domain/log-query.ts';
import { notReadable } from '../store/log-failures.ts';
import type { ReaderResult, FromReader, OpenReader, Question, ReaderFiles, ToReader } from './reader-protocol.ts';
import type { ContactPlace } from './recent-keys.ts';

export interface ReaderDeps {
  files: ReaderFiles;
  startChild: StartChild;
  /** Called before each question: what the start of Keypost has to write is in the log when it is answered. */
  asked: () => void;
  /** The log can't be read, the file of this identity: its owner looks after it. */
  damaged: (identity: string) => void;
  /**
   * The index has this change, and all before, of the log file of this identity; `caughtUp` where a question was
   * answered without some of them.
   */
  followed: (seq: number, identity: string, caughtUp: boolean) => void;
}

interface Waiting {
  question: Question;
  resolve: (result: Result<ReaderResult>) => void;
  /** Whether the process ended while it was being answered. */
  askedAgain: boolean;
}

/** Failures: `logNotReadable`, and `superseded` where a later question took the place of this one. */
export class LogReaderClient {
  readonly #deps: ReaderDeps;
  #child: Child | null = null;
  #closed = false;
  #number = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(deps: ReaderDeps) {
    this.#deps = deps;
  }

  page(query: LogQuery): Promise<Result<LogPage>> {
    return this.#ask({ ask: 'page', query }) as Promise<Result<LogPage>>;
  }

  overview(query: OverviewQuery): Promise<Result<LogOverview>> {
    return this.#ask({ ask: 'overview', query }) as Promise<Result<LogOverview>>;
  }

  choices(): Promise<Result<LogChoices>> {
    return this.#ask({ ask: 'choices' }) as Promise<Result<LogChoices>>;
  }

  usedNames(accountId: string): Promise<Result<UsedNames>> {
    return this.#ask({ ask: 'usedNames', accountId }) as Promise<Result<UsedNames>>;
  }

  /** Customer keys that an account sent to lately, the last one first. */
  recentKeys(accountId: string): Promise<Result<readonly string[]>> {
    return this.#ask({ ask: 'recentKeys', accountId }) as Promise<Result<readonly string[]>>;
  }

  /** The last sends of an account to a customer key, the newest first. */
  known(accountId: string, customerKey: string, place: ContactPlace | null): Promise<Result<readonly EntrySummary[]>> {
    return this.#ask({ ask: 'known', accountId, customerKey, place }) as Promise<Result<readonly EntrySummary[]>>;
  }

  /** Starts the process before anything is asked, so that the first question is answered at once. */
  warmUp(): void {
    if (!this.#closed) this.#start();
  }

  /** To be called after everything that is written into the log. */
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

  #ask(question: Question): Promise<Result<ReaderResult>> {
    if (this.#closed) return Promise.resolve(notReadable('Keypost is closing'));
    this.#deps.asked();
    const number = ++this.#number;
    return new Promise((resolve) => {
      this.#waiting.set(number, { question, resolve, askedAgain: false });
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
      message: (message) => {
        this.#told(message as FromReader);
      },
      exit: () => {
        if (this.#child === child) this.#ended();
      },
    });
    this.#child = child;
    child.post({ open: this.#deps.files } satisfies OpenReader);
  }

  #told(message: FromReader): void {
    if ('followed' in message) return this.#deps.followed(message.followed, message.of, message.caughtUp);
    const resolve = this.#waiting.get(message.number)?.resolve;
    this.#waiting.delete(message.number);
    if ('answer' in message) return resolve?.(ok(message.answer));
    if ('superseded' in message) return resolve?.(fail('superseded', 'A later question took the place of this one.'));
    if (message.damaged !== '') this.#deps.damaged(message.damaged);
    resolve?.(notReadable(message.trouble));
  }

  /** What was asked is asked once more of another process. A question that ends that one, too, is given up. */
  #ended(): void {
    this.#child = null;
    for (const [number, waiting] of this.#waiting) {
      if (waiting.askedAgain) {
        this.#waiting.delete(number);
        waiting.resolve(notReadable('its reader stopped'));
        continue;
      }
      waiting.askedAgain = true;
      this.#start();
      this.#send({ number, question: waiting.question });
    }
  }
}
