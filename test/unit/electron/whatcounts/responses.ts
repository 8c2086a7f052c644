/** Responses to test with. */
import type { WireResponse } from '../../../../electron/net/transport.ts';

export const wireResponse = (body: unknown, changes: Partial<WireResponse> = {}): WireResponse => ({
  status: 200,
  headers: [],
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  truncated: false,
  ...changes,
});
