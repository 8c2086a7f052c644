/** What a person has to agree to before a message goes. Decided here, in the main process, never in the page. Pure. */
import type { SendParts } from '../whatcounts/request.ts';
import type { ConsentReason } from './press.ts';

/** Empty when nothing stands in the way. */
export function consentReasons(parts: SendParts): ConsentReason[] {
  return parts.respectOptout ? [] : [optOutOverride(parts.customerKey)];
}

const optOutOverride = (customerKey: string): ConsentReason => ({
  code: 'optOutOverride',
  sentence: `This goes to ${customerKey} even if they opted out. Only for messages they need, such as an order confirmation.`,
});
