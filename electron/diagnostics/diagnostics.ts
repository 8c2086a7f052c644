/** What Keypost could not handle, kept for those who look for the cause, without anything that a person typed. */
import type { FailureReport } from '../shared/base/report-failure.ts';
import { diagnosticLine } from './diagnostic-line.ts';
import type { DiagnosticsFile } from './diagnostics-file.ts';

export interface DiagnosticsDeps {
  file: DiagnosticsFile;
  /** Removes the secrets that are in use. */
  redact: (line: string) => string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Shows a line to a developer. */
  show: (line: string) => void;
  /** The versions of Keypost and of what it runs on, a line each. */
  versions: readonly string[];
}

/** Reports of the same kind that are kept one by one; of further ones only every hundredth is. */
const keptAlike = 20;
const keptOfMany = 100;

export class Diagnostics {
  readonly #counts = new Map<string, number>();

  constructor(private readonly deps: DiagnosticsDeps) {}

  /** Never throws: where the file can't be written, the line is only shown. */
  readonly add = (report: FailureReport): void => {
    const count = (this.#counts.get(report.what) ?? 0) + 1;
    this.#counts.set(report.what, count);
    if (count > keptAlike && count % keptOfMany !== 0) return;
    const line = this.deps.redact(diagnosticLine(report, this.deps.now())) + (count > keptAlike ? ` | ${count} times` : '');
    this.deps.show(line);
    try {
      this.deps.file.append(line);
    } catch (error) {
      this.deps.show(`the diagnostics file can't be written: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  };

  /** What a person looks at before it is copied: the versions, and the newest lines last. */
  text(): string {
    return [...this.deps.versions, '', this.#lines()].join('\n');
  }

  #lines(): string {
    try {
      return this.deps.file.read() || 'Nothing has failed.\n';
    } catch (error) {
      return `The diagnostics file can't be read (${error instanceof Error ? error.name : 'unknown'}).\n`;
    }
  }
}
