/** How a task on the log and its caller communicate. */

export interface TaskSignals {
  stop: AbortSignal;
  /** `total` is `null` where it is unknown. */
  progress: (done: number, total: number | null) => void;
}

/** How a task ended: the number of entries, `null` when it was stopped; or the reason of the failure, to stand inside a text. */
export type TaskRun = { entries: number | null } | { problem: string };
