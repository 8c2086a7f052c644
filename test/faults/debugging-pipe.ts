/** Chromium's debugging pipe: commands to the one page of an app, without Playwright, which debugs the main process as well. */
import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';

/** What an app has to be started with; its descriptors 3 and 4 have to be pipes. */
export const pipeSwitch = '--remote-debugging-pipe';
export const pipeStdio = ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] as const;

/** Only so that what hangs is named; a loaded machine needs seconds. */
const patienceMs = 120_000;

const MessageSchema = v.object({
  id: v.optional(v.number()),
  method: v.optional(v.string()),
  params: v.optional(v.record(v.string(), v.unknown())),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
});
type Message = v.InferOutput<typeof MessageSchema>;

const AttachedSchema = v.object({ sessionId: v.string(), targetInfo: v.object({ type: v.string() }) });
const EvaluatedSchema = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.object({ exception: v.object({ description: v.optional(v.string(), '') }) })),
});
const CalledSchema = v.object({ payload: v.string() });

interface Waiting {
  resolve: (message: Message) => void;
  reject: (error: Error) => void;
}

/** It was killed, or ended by itself, before it answered. */
export class HasEnded extends Error {}

export class DebuggingPipe {
  readonly #process: ChildProcess;
  readonly #commands: Duplex;
  readonly #waiting = new Map<number, Waiting>();
  readonly #heard: (text: string) => void;
  #session = '';
  #lastId = 0;
  #said = '';

  /** `heard`: called with whatever the page gives to its function `tell`. */
  constructor(child: ChildProcess, heard: (text: string) => void = () => undefined) {
    this.#process = child;
    this.#heard = heard;
    for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new HasEnded(`The app has ended. It said:\n${this.#said}`));
    });
    // What Chromium wants as its descriptors 3 and 4.
    const [, , , commands, answers] = child.stdio as unknown as (Duplex | undefined)[];
    if (!commands || !answers) throw new Error('the debugging pipe is missing');
    this.#commands = commands;
    // To write to an app that is killed at that moment fails, and that is what this is for.
    for (const end of [commands, answers]) end.on('error', () => undefined);
    let rest = '';
    answers.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#receive(v.parse(MessageSchema, JSON.parse(part)));
    });
  }

  /** Resolves when there is a page to give commands to. */
  async attach(): Promise<void> {
    await this.command('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await this.until('its page', () => this.#session !== '');
  }

  /** Runs a function in the page; it may use nothing but its argument. Throws when the app ends meanwhile. */
  run<A, R>(job: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.evaluate(`(${job.toString()})(${JSON.stringify(argument)})`) as Promise<R>;
  }

  /** The value of an expression in the page; throws what it throws, and where the page goes meanwhile. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, error } = await this.command('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (error) throw new Error(error.message);
    const evaluated = v.parse(EvaluatedSchema, result);
    if (evaluated.exceptionDetails) throw new Error(evaluated.exceptionDetails.exception.description);
    return evaluated.result.value;
  }

  async until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
    const latest = performance.now() + patienceMs;
    while (!(await is())) {
      if (performance.now() > latest) throw new Error(`The app does not get ${what}. It said:\n${this.#said}`);
      await wait(5);
    }
  }

  async command(method: string, params: object = {}): Promise<Message> {
    const id = ++this.#lastId;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    let late: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        if (this.#process.exitCode !== null || this.#process.signalCode !== null) reject(new HasEnded('The app has ended'));
        late = setTimeout(() => reject(new Error(`The app does not answer ${method}. It said:\n${this.#said}`)), patienceMs);
        this.#waiting.set(id, { resolve, reject });
        this.#commands.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
      });
    } finally {
      clearTimeout(late);
      this.#waiting.delete(id);
    }
  }

  #receive(message: Message): void {
    if (message.id !== undefined) this.#waiting.get(message.id)?.resolve(message);
    if (message.method === 'Runtime.bindingCalled') this.#heard(v.parse(CalledSchema, message.params).payload);
    if (message.method !== 'Target.attachedToTarget') return;
    const { sessionId, targetInfo } = v.parse(AttachedSchema, message.params);
    if (targetInfo.type === 'page') this.#session = sessionId;
  }
}

/** Chromium's helpers end by themselves when the main process is gone, but not at once. The app has to be a group of its own. */
export function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // None was left.
  }
}
