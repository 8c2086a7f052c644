/**
 * A Keypost that is started to be killed. It is driven through Chromium's debugging pipe and not by Playwright, which debugs
 * the main process as well: a start takes half as long, and there are hundreds.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { electronArgs, electronPath, projectFolder, withoutGraphicsCard } from '../e2e/environment.ts';
import { DebuggingPipe, HasEnded, killGroup, pipeStdio, pipeSwitch } from './debugging-pipe.ts';

export { HasEnded };

/** The empty document before the page has the bridge too, and goes. */
const ready = `'keypost' in globalThis && location.protocol === 'app:' && document.readyState !== 'loading'`;

export class KillableApp {
  readonly #process: ChildProcess;
  readonly #gone: Promise<unknown>;
  readonly #pipe: DebuggingPipe;

  private constructor(child: ChildProcess, heard: (text: string) => void) {
    this.#process = child;
    // Not 'exit', which is only the main process: its children have its output open, and write to its folder, until they end.
    this.#gone = once(child, 'close');
    child.once('exit', () => killGroup(child));
    this.#pipe = new DebuggingPipe(child, heard);
  }

  /** Resolves when the page has its bridge. `heard`: called with whatever the page gives to its function `tell`. */
  static async start(home: string, heard: (text: string) => void): Promise<KillableApp> {
    const child = spawn(electronPath, [...electronArgs, pipeSwitch, ...withoutGraphicsCard, projectFolder], {
      env: { ...process.env, KEYPOST_HOME: home },
      stdio: [...pipeStdio],
      // A group of its own, so that none of its processes outlives it.
      detached: true,
    });
    const app = new KillableApp(child, heard);
    try {
      await app.#pipe.attach();
      await app.#pipe.command('Runtime.enable');
      await app.#pipe.command('Runtime.addBinding', { name: 'tell' });
      await app.#pipe.until('its bridge', () => app.#hasBridge());
      return app;
    } catch (error) {
      await app.kill();
      throw error;
    }
  }

  /** Runs a function in the page; it may use nothing but its argument. Throws when the app ends meanwhile. */
  run<A, R>(job: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.#pipe.run(job, argument);
  }

  /** The main process, at once and without a word to it. Resolves when nothing of the app is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  async #hasBridge(): Promise<boolean> {
    try {
      return (await this.#pipe.evaluate(ready)) === true;
    } catch (error) {
      if (error instanceof HasEnded) throw error;
      // The page went meanwhile, and the next one comes.
      return false;
    }
  }
}
