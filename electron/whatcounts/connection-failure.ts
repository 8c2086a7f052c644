/** A connection that could not be opened, with the reason. */
import type { Cause } from '../sending/outcome.ts';

export class ConnectionFailure extends Error {
  readonly reason: Cause;
  /** Whether another way to the site may be tried: only where the first step of this one led nowhere. */
  readonly elsewhere: boolean;
  constructor(reason: Cause, detail: string, elsewhere = false) {
    super(detail);
    this.reason = reason;
    this.elsewhere = elsewhere;
  }
}

/** The system's short name of an error, such as `ECONNREFUSED`; empty when it has none. */
export function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** An error's own words; an AggregateError, as several addresses of one name give it, has them only inside. */
export function words(error: unknown): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error && inner.message !== '' ? inner.message : codeOf(error) || 'no reason given';
}
