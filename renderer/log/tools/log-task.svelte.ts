/** A long task on the log: its progress and result. It outlives the screen on which it was started. */
import type { Envelope, ExportOptions, TaskEnd, TaskProgress } from '../../../electron/shared/ipc/contract.ts';
import { call, on } from '../../ipc/bridge.ts';
import { toast } from '../../stores/toasts.svelte.ts';
import { taskEndText } from './task-text.ts';

class LogTask {
  progress = $state.raw<TaskProgress | null>(null);
  /** Whether Stop was pressed. */
  stopping = $state(false);
  /** Why the last task failed; kept until it is dismissed or the next one begins. */
  failure = $state('');

  /** Whether the last requested task started reporting progress. */
  #begun = false;

  /** Returns a function that stops listening. */
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

  /** `evidence`: also the evidence for "Ask WhatCounts". */
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
    // Closing the file dialog needs no message: the user knows that nothing was written.
    else if (this.#begun || result.value.ended === 'done') toast(taskEndText(task, result.value));
  }
}

export const logTask = new LogTask();
