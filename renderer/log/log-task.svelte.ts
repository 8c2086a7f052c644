/** Long work on the log: how far it is, and how it ended. It outlives the screen it was started on. */
import type { Envelope, ExportOptions, TaskEnd, TaskProgress } from '../../electron/bridge/contract.ts';
import { call, on } from '../bridge.ts';
import { toast } from '../ui/toast.svelte.ts';
import { endWords } from './task-words.ts';

/** Progress is told several times a second. After that long without a word nothing is under way any more. */
const silenceMs = 10_000;

class LogTask {
  progress = $state.raw<TaskProgress | null>(null);
  /** Stop was pressed. */
  stopping = $state(false);
  /** Why the last one failed; until it is dismissed, or the next one begins. */
  failure = $state('');

  #silence: ReturnType<typeof setTimeout> | undefined;

  /** Returns the way to stop listening. */
  start(): () => void {
    return on('logTask', (progress) => {
      this.progress = progress;
      clearTimeout(this.#silence);
      this.#silence = setTimeout(() => this.#ended(), silenceMs);
    });
  }

  export(options: ExportOptions): Promise<void> {
    return this.#run('export', () => call('log.export', options));
  }

  backUp(): Promise<void> {
    return this.#run('backup', () => call('log.backup', null));
  }

  clear(typed: string): Promise<void> {
    return this.#run('clear', () => call('log.clear', { typed }));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await call('log.stopTask', null);
  }

  async #run(task: TaskProgress['task'], ask: () => Promise<Envelope<TaskEnd>>): Promise<void> {
    this.failure = '';
    const answer = await ask();
    // Whoever closed the file dialog knows that nothing was written.
    const begun = this.progress !== null;
    if (answer.ok || answer.error.code !== 'busy') this.#ended();
    if (!answer.ok) this.failure = answer.error.sentence;
    else if (begun || answer.value.ended === 'done') toast(endWords(task, answer.value));
  }

  #ended(): void {
    clearTimeout(this.#silence);
    this.progress = null;
    this.stopping = false;
  }
}

export const logTask = new LogTask();
