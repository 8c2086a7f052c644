/** A connection that could not be opened, with the reason. */
import type { Cause } from '../shared/domain/outcome.ts';
import type { ConnectionProblem } from '../shared/i18n/connection-text.ts';

export interface FailureOptions {
  /** Words from outside, such as the system's; empty where there are none. Never Keypost's own. */
  detail?: string;
  /** Whether another way to the site may be tried: only where the first step of this one led nowhere. */
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

/** The system's short name of an error, such as `ECONNREFUSED`; empty when it has none. Of several addresses' errors, that of the first. */
export function codeOf(error: unknown): string {
  const code = errorField(error, 'code');
  return code === '' ? errorField(innerError(error), 'code') : code;
}

/** Whether it was the operating system that reported it. */
export const isSystemError = (error: unknown): boolean => errorField(innerError(error), 'syscall') !== '';

/** An error's own words; an AggregateError, as several addresses of one name give it, has them only inside. */
export function errorText(error: unknown): string {
  const inner = innerError(error);
  return inner instanceof Error && inner.message !== '' ? inner.message : codeOf(error) || 'no reason given';
}

/** The words of the operating system, or the code of a library; what a library or Keypost words itself is nobody's from outside. */
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
