/** What Keypost could not handle, kept for those who look for the cause, without anything that a person typed. */
import type { FailureReport } from '../shared/base/report-failure.ts';
import { diagnosticLine } from './diagnostic-line.ts';
import type { DiagnosticsFile } from './diagnostics-file.ts';
import { ReportLimits } from './report-limits.ts';

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

/** Lines that are kept in memory if the file can't be written. */
const maxUnwritten = 100;

export class Diagnostics {
  readonly #limits = new ReportLimits();
  #unwritten: readonly string[] = [];

  constructor(private readonly deps: DiagnosticsDeps) {}

  /** If the file can't be written, the line is kept in memory. */
  readonly add = (report: FailureReport): void => {
    const times = this.#limits.count(report);
    if (times === null) return;
    const line = this.deps.redact(diagnosticLine(report, this.deps.now())) + (times === 1 ? '' : ` | ${times} times`);
    this.deps.show(line);
    try {
      this.deps.file.append(line);
    } catch {
      this.#unwritten = [...this.#unwritten, line].slice(-maxUnwritten);
    }
  };

  /** What a person looks at before it is copied: the versions, and the newest lines last. */
  text(): string {
    const lines = this.deps.file.read();
    const unwritten = this.#unwritten.length === 0 ? [] : ['These lines could not be written to the file:', ...this.#unwritten];
    const all = [...lines, ...unwritten];
    return [...this.deps.versions, '', ...(all.length === 0 ? ['Nothing has failed.'] : all), ''].join('\n');
  }
}
