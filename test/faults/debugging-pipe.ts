/** Chromium's debugging pipe: commands to the one page of an app, without Playwright, which debugs the main process as well. */
import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';

/** The switch to start an app with. Its descriptors 3 and 4 have to be pipes. */
export const pipeSwitch = '--remote-debugging-pipe';
export const pipeStdio = ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] as const;

/** Long, because a busy machine needs seconds: it only makes a hanging command fail with its name. */
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

/** The app was killed, or exited, before it responded. */
export class HasEnded extends Error {}

export class DebuggingPipe {
  readonly #process: ChildProcess;
  readonly #commands: Duplex;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onReport: (text: string) => void;
  #session = '';
  #lastId = 0;
  #output = '';

  /** `onReport` is called with each text that the page passes to its function `report`. */
  constructor(child: ChildProcess, onReport: (text: string) => void = () => undefined) {
    this.#process = child;
    this.#onReport = onReport;
    for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new HasEnded(`The app has ended. Its output:\n${this.#output}`));
    });
    // Chromium reads commands from descriptor 3 and writes to descriptor 4.
    const [, , , commands, events] = child.stdio as unknown as (Duplex | undefined)[];
    if (!commands || !events) throw new Error('the debugging pipe is missing');
    this.#commands = commands;
    // Writing to an app that has just been killed fails, which is expected here.
    for (const end of [commands, events]) end.on('error', () => undefined);
    let rest = '';
    events.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#receive(v.parse(MessageSchema, JSON.parse(part)));
    });
  }

  /** Resolves when there is a page that takes commands. */
  async attach(): Promise<void> {
    await this.command('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    await this.until('its page', () => this.#session !== '');
  }

  /** Runs a function in the page, which can use only its argument. Throws if the app ends meanwhile. */
  run<A, R>(action: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.evaluate(`(${action.toString()})(${JSON.stringify(argument)})`) as Promise<R>;
  }

  /** The value of an expression in the page. Throws what the expression throws, and if the page is replaced meanwhile. */
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
      if (performance.now() > latest) throw new Error(`The app does not get ${what}. Its output:\n${this.#output}`);
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
        late = setTimeout(() => reject(new Error(`The app does not respond to ${method}. Its output:\n${this.#output}`)), patienceMs);
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
    if (message.method === 'Runtime.bindingCalled') this.#onReport(v.parse(CalledSchema, message.params).payload);
    if (message.method !== 'Target.attachedToTarget') return;
    const { sessionId, targetInfo } = v.parse(AttachedSchema, message.params);
    if (targetInfo.type === 'page') this.#session = sessionId;
  }
}

/** Ends Chromium's helper processes, which otherwise exit some time after the main process. The app needs a separate process group. */
export function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // No process is left.
  }
}
