/** The error for a connection that could not be opened. */
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export interface FailureOptions {
  /** Error text of the system or a library; empty if there is none. Never Keypost's own. */
  detail?: string;
  /** Whether the next route may be tried: only if the first step of this one failed. */
  tryNextRoute?: boolean;
}

export class ConnectionFailure extends Error {
  readonly reason: Cause;
  readonly problem: ConnectionProblem;
  readonly tryNextRoute: boolean;
  constructor(reason: Cause, problem: ConnectionProblem, { detail = '', tryNextRoute = false }: FailureOptions = {}) {
    super(detail);
    this.reason = reason;
    this.problem = problem;
    this.tryNextRoute = tryNextRoute;
  }
}

/** The system's short name of an error, such as `ECONNREFUSED`; empty when it has none. For an AggregateError, that of its first error. */
export function codeOf(error: unknown): string {
  const code = errorField(error, 'code');
  return code === '' ? errorField(innerError(error), 'code') : code;
}

/** Whether the operating system reported it. */
export const isSystemError = (error: unknown): boolean => errorField(innerError(error), 'syscall') !== '';

/** An error's text. An AggregateError, which stands for several addresses of one name, has it only in its inner errors. */
export function errorText(error: unknown): string {
  const inner = innerError(error);
  return inner instanceof Error && inner.message !== '' ? inner.message : codeOf(error) || 'no reason given';
}

/** The text of the operating system, or the code of a library; empty for texts of Node or Keypost. */
export function outsideText(error: unknown): string {
  if (isSystemError(error)) return errorText(error);
  const code = codeOf(error);
  return code === 'ECONNRESET' || code.startsWith('HPE_') ? '' : code;
}

const innerError = (error: unknown): unknown => (error instanceof AggregateError ? (error.errors[0] ?? error) : error);

function errorField(error: unknown, name: string): string {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
