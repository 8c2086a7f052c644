/** A transport of a test that takes secrets out of its responses, as the real one does. */
import { Redactor } from '../../../../electron/net/redaction/redactor.ts';
import { redactResponse } from '../../../../electron/net/redact-response.ts';
import type { Transport } from '../../../../electron/net/transport.ts';

export const redacted = (transport: Transport): Transport => ({
  exchange: async (request, options) => redactResponse(await transport.exchange(request, options), new Redactor(request.secrets)),
});
