/** A transport for tests that removes secrets from its responses, like the real one. */
import { Redactor } from '../../../../electron/net/redaction/redactor.ts';
import { redactResponse } from '../../../../electron/net/redact-response.ts';
import type { Transport } from '../../../../electron/net/transport.ts';

export const redacted = (transport: Transport): Transport => ({
  exchange: async (request, options) => redactResponse(await transport.exchange(request, options), new Redactor(request.secrets)),
});
