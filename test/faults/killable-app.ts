/**
 * A Keypost that is started to be killed. It is driven through Chromium's debugging pipe and not by Playwright, which debugs
 * the main process as well: a start takes half as long, and there are hundreds.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { electronArgs, electronPath, projectFolder } from '../e2e/environment.ts';

/** Nobody looks at the window, and to draw it without a graphics card takes a process and its time. */
const switches = ['--remote-debugging-pipe', '--disable-gpu', '--in-process-gpu'];

/** The empty document before the page has the bridge too, and goes. */
const ready = `'keypost' in globalThis && location.protocol === 'app:' && document.readyState !== 'loading'`;

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

export class KillableApp {
  readonly #process: ChildProcess;
  readonly #gone: Promise<unknown>;
  readonly #commands: Duplex;
  readonly #waiting = new Map<number, Waiting>();
  readonly #heard: (text: string) => void;
  #session = '';
  #lastId = 0;
  #said = '';

  private constructor(child: ChildProcess, heard: (text: string) => void) {
    this.#process = child;
    this.#heard = heard;
    // Not 'exit', which is only the main process: its children have its output open, and write to its folder, until they end.
    this.#gone = once(child, 'close');
    for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    child.once('exit', () => {
      killGroup(child);
      for (const { reject } of this.#waiting.values()) reject(new HasEnded(`Keypost has ended. It said:\n${this.#said}`));
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

  /** Resolves when the page has its bridge. `heard`: called with whatever the page gives to its function `tell`. */
  static async start(home: string, heard: (text: string) => void): Promise<KillableApp> {
    const child = spawn(electronPath, [...electronArgs, ...switches, projectFolder], {
      env: { ...process.env, KEYPOST_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own, so that none of its processes outlives it.
      detached: true,
    });
    const app = new KillableApp(child, heard);
    try {
      await app.#command('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
      await app.#until('its page', () => app.#session !== '');
      await app.#command('Runtime.enable');
      await app.#command('Runtime.addBinding', { name: 'tell' });
      await app.#until('its bridge', () => app.#hasBridge());
      return app;
    } catch (error) {
      await app.kill();
      throw error;
    }
  }

  /** Runs a function in the page; it may use nothing but its argument. Throws when the app ends meanwhile. */
  async run<A, R>(job: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    const expression = `(${job.toString()})(${JSON.stringify(argument)})`;
    const { result, error } = await this.#command('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (error) throw new Error(error.message);
    const evaluated = v.parse(EvaluatedSchema, result);
    if (evaluated.exceptionDetails) throw new Error(evaluated.exceptionDetails.exception.description);
    return evaluated.result.value as R;
  }

  /** The main process, at once and without a word to it. Resolves when nothing of the app is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  async #hasBridge(): Promise<boolean> {
    const { result } = await this.#command('Runtime.evaluate', { expression: ready, returnByValue: true });
    const evaluated = v.safeParse(EvaluatedSchema, result);
    return evaluated.success && evaluated.output.result.value === true;
  }

  async #until(what: string, is: () => boolean | Promise<boolean>): Promise<void> {
    const latest = performance.now() + patienceMs;
    while (!(await is())) {
      if (performance.now() > latest) throw new Error(`Keypost does not get ${what}. It said:\n${this.#said}`);
      await wait(5);
    }
  }

  async #command(method: string, params: object = {}): Promise<Message> {
    const id = ++this.#lastId;
    const session = this.#session === '' ? {} : { sessionId: this.#session };
    let late: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        if (this.#process.exitCode !== null || this.#process.signalCode !== null) reject(new HasEnded('Keypost has ended'));
        late = setTimeout(() => reject(new Error(`Keypost does not answer ${method}. It said:\n${this.#said}`)), patienceMs);
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

/** Chromium's helpers end by themselves when the main process is gone, but not at once. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // None was left.
  }
}
