/** The rules that a message meets before it may become a request. Pure. */
import { controlWords, hasControl } from '../settings/typed-text.ts';
import type { SendParts } from '../whatcounts/request.ts';
import type { FieldErrors, Message } from './message.ts';

/**
 * Characters, at most. That of campaign names is the API's (WhatCounts support: Send Message with Customer Key); that of
 * names and keys is ours: no system gives longer ones, and a pasted mail should not become a URL.
 */
export const messageLimits = { segment: 500, campaignName: 100 } as const;

const segments = {
  list: 'Type the name of the list, as WhatCounts has it.',
  template: 'Type the name of the template, as WhatCounts has it.',
  customerKey: 'Type a customer key.',
} as const;

export type CheckedMessage = { ok: true; parts: SendParts } | { ok: false; fields: FieldErrors };

/** Takes spaces off the ends, keeps those inside; otherwise a sentence beside each refused field. */
export function checkMessage(message: Message): CheckedMessage {
  const parts: SendParts = {
    list: message.list.trim(),
    template: message.template.trim(),
    customerKey: message.customerKey.trim(),
    format: message.format,
    campaignName: message.campaignName.trim(),
    respectOptout: message.respectOptout,
    snapshot: message.snapshot,
  };
  const fields: Record<string, string> = {};
  for (const name of ['list', 'template', 'customerKey'] as const) {
    const refusal = parts[name] === '' ? segments[name] : refusedSegment(parts[name]);
    if (refusal !== null) fields[name] = refusal;
  }
  const refusal = refusedCampaignName(parts.campaignName);
  if (refusal !== null) fields['campaignName'] = refusal;
  return Object.keys(fields).length === 0 ? { ok: true, parts } : { ok: false, fields };
}

function refusedSegment(text: string): string | null {
  if (hasControl(text)) return controlWords;
  if (text === '.' || text === '..')
    return `A name can't be just ${text === '.' ? 'a dot' : 'two dots'}: a web address reads that as a folder.`;
  if (text.length > messageLimits.segment) return `This has ${text.length} characters; at most ${messageLimits.segment} are possible.`;
  return null;
}

function refusedCampaignName(text: string): string | null {
  if (hasControl(text)) return controlWords;
  if (text.length > messageLimits.campaignName) {
    return `A campaign name can have at most ${messageLimits.campaignName} characters; this has ${text.length}.`;
  }
  return null;
}
