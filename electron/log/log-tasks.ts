/** The long work on the log that a person asks for: export, backup, clearing. */
import { fail, type Result } from '../result.ts';
import type { ExportOptions, TaskEnd } from './log-task.ts';

export class LogTasks {
  export(_options: ExportOptions): Promise<Result<TaskEnd>> {
    return Promise.resolve(notYet());
  }

  backup(): Promise<Result<TaskEnd>> {
    return Promise.resolve(notYet());
  }

  clear(_typed: string): Promise<Result<TaskEnd>> {
    return Promise.resolve(notYet());
  }

  /** Whether there was a task to stop. */
  stop(): boolean {
    return false;
  }
}

const notYet = (): Result<never> => fail('notYet', 'This can not be done yet.');
