/** Between a task on the log and whoever started it. */

export interface TaskSignals {
  stop: AbortSignal;
  /** `total` is `null` where it is not known. */
  progress: (done: number, total: number | null) => void;
}

/** How a task ended: entries written or removed, `null` when it was stopped; or why it could not be done, in a few words. */
export type TaskRun = { entries: number | null } | { trouble: string };
