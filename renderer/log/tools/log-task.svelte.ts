/** Long work on the log: how far it is, and how it ended. It outlives the screen it was started on. */
import type { Envelope, ExportOptions, TaskEnd, TaskProgress } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';
import { toast } from '../../stores/toasts.svelte.ts';
import { taskEndText } from './task-text.ts';

class LogTask {
  progress = $state.raw<TaskProgress | null>(null);
  /** Stop was pressed. */
  stopping = $state(false);
  /** Why the last one failed; until it is dismissed, or the next one begins. */
  failure = $state('');

  /** Whether the one that was asked for last got as far as to be told of. */
  #begun = false;

  /** Returns the way to stop listening. */
  start(): () => void {
    return on('logTask', (progress) => {
      this.progress = progress;
      if (progress === null) this.stopping = false;
      else this.#begun = true;
    });
  }

  export(options: ExportOptions): Promise<void> {
    return this.#run('export', () => call('log.export', options));
  }

  backUp(): Promise<void> {
    return this.#run('backup', () => call('log.backup', null));
  }

  /** `evidence`: also what is remembered for "Ask WhatCounts". */
  clear(typed: string, evidence: boolean): Promise<void> {
    return this.#run('clear', () => call('log.clear', { typed, evidence }));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await call('log.stopTask', null);
  }

  async #run(task: TaskProgress['task'], ask: () => Promise<Envelope<TaskEnd>>): Promise<void> {
    this.failure = '';
    this.#begun = false;
    const result = await ask();
    if (!result.ok) this.failure = result.error.sentence;
    // Whoever closed the file dialog knows that nothing was written.
    else if (this.#begun || result.value.ended === 'done') toast(taskEndText(task, result.value));
  }
}

export const logTask = new LogTask();
