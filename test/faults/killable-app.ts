/**
 * A Keypost that is started to be killed. It is driven through Chromium's debugging pipe instead of Playwright, which also debugs
 * the main process: that makes a start take half as long, and the test makes hundreds.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { electronArgs, electronPath, projectFolder, withoutGraphicsCard } from '../e2e/environment.ts';
import { DebuggingPipe, HasEnded, killGroup, pipeStdio, pipeSwitch } from './debugging-pipe.ts';

export { HasEnded };

/** The initial empty document has the bridge, too, so this also checks for the page. */
const ready = `'keypost' in globalThis && location.protocol === 'app:' && document.readyState !== 'loading'`;

export class KillableApp {
  readonly #process: ChildProcess;
  readonly #gone: Promise<unknown>;
  readonly #pipe: DebuggingPipe;

  private constructor(child: ChildProcess, onReport: (text: string) => void) {
    this.#process = child;
    // Not 'exit', because the child processes hold its output open and may write to its folder after the main process has ended.
    this.#gone = once(child, 'close');
    child.once('exit', () => killGroup(child));
    this.#pipe = new DebuggingPipe(child, onReport);
  }

  /** Resolves when the page has its bridge. `onReport` is called with each text that the page passes to its function `report`. */
  static async start(home: string, onReport: (text: string) => void): Promise<KillableApp> {
    const child = spawn(electronPath, [...electronArgs, pipeSwitch, ...withoutGraphicsCard, projectFolder], {
      env: { ...process.env, KEYPOST_HOME: home },
      stdio: [...pipeStdio],
      // A separate process group, so that all of its processes can be ended.
      detached: true,
    });
    const app = new KillableApp(child, onReport);
    try {
      await app.#pipe.attach();
      await app.#pipe.command('Runtime.enable');
      await app.#pipe.command('Runtime.addBinding', { name: 'report' });
      await app.#pipe.until('its bridge', () => app.#hasBridge());
      return app;
    } catch (error) {
      await app.kill();
      throw error;
    }
  }

  /** Runs a function in the page, which can use only its argument. Throws if the app ends meanwhile. */
  run<A, R>(action: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
    return this.#pipe.run(action, argument);
  }

  /** Kills the main process without warning. Resolves when no process of the app is left. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone;
  }

  async #hasBridge(): Promise<boolean> {
    try {
      return (await this.#pipe.evaluate(ready)) === true;
    } catch (error) {
      if (error instanceof HasEnded) throw error;
      // The document was replaced meanwhile, so the next one is tried.
      return false;
    }
  }
}
