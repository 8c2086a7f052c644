/** What the host says on its standard output, one JSON a line; and how that is read. Pure. */

export type Said =
  | { child: number }
  | { begun: number; pressId: string }
  | { settled: number; outcome: string }
  | { refused: string }
  | { notice: string }
  | { done: 'task' | 'retention' | 'page' | 'overview' };

/** Whole lines only: what has no end was not said. */
export class Lines {
  readonly all: Said[] = [];
  /** How many commits were acknowledged. */
  commits = 0;
  /** How often each kind of other work was finished. */
  readonly done: Record<string, number> = {};
  #rest = '';

  add(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as Said;
      this.all.push(said);
      if ('done' in said) this.done[said.done] = (this.done[said.done] ?? 0) + 1;
      if ('begun' in said || 'settled' in said) this.commits += 1;
    }
  }
}
