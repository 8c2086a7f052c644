/** Answers to test with. */
import type { WireAnswer } from '../../../../electron/net/transport.ts';

export const wireAnswer = (body: unknown, changes: Partial<WireAnswer> = {}): WireAnswer => ({
  status: 200,
  headers: [],
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  truncated: false,
  ...changes,
});
