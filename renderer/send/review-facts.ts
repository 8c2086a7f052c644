/** What the review sheet says of a message. Pure. */
import { sendCommands, type Message } from '../../electron/bridge/contract.ts';
import { contentFacts } from '../log/entry-facts.ts';
import type { Fact } from '../ui/facts.ts';

/** Who gets it stands in the body where the command has one, and that is shown whole. */
export function reviewFacts(message: Message): readonly Fact[] {
  const { contact, hasTemplate } = sendCommands[message.command];
  const { list, template, subject, customerKey, email, firstName, campaignName } = message;
  return [
    ...(contact === 'customerKey' ? [{ label: 'Customer key', value: customerKey.trim(), mono: true }] : []),
    ...(contact === 'email'
      ? [
          { label: 'E-mail', value: email.trim(), mono: true },
          { label: 'First name', value: firstName.trim() },
        ]
      : []),
    ...contentFacts({
      ...message,
      list: list.trim(),
      template: (hasTemplate ? template : subject).trim(),
      campaignName: campaignName.trim(),
    }),
  ];
}
