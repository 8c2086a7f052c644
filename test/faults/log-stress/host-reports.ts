/** The reports of the host on its standard output, one line of JSON each, and how they are read. Pure. */

export type HostReport =
  | { child: number }
  | { begun: number; pressId: string }
  | { stored: number; outcome: string }
  | { refused: string }
  | { notice: string }
  | { done: 'task' | 'retention' | 'page' | 'overview' };

/** Reads complete lines only, because a last line without an end may be cut. */
export class HostReports {
  readonly all: HostReport[] = [];
  /** The number of commits that were acknowledged. */
  commits = 0;
  /** How often each kind of other work has finished. */
  readonly done: Record<string, number> = {};
  #rest = '';

  add(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const report = JSON.parse(line) as HostReport;
      this.all.push(report);
      if ('done' in report) this.done[report.done] = (this.done[report.done] ?? 0) + 1;
      if ('begun' in report || 'stored' in report) this.commits += 1;
    }
  }
}
