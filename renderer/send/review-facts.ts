/** What the review sheet says of a message. Pure. */
import { readBody, sendCommands, type Message, type RecipientReport } from '../../electron/bridge/contract.ts';
import { contentFacts } from '../log/entry-facts.ts';
import type { Fact } from '../ui/facts.ts';
import { textOf } from './contact-draft.ts';
import { standingWords, whoWords } from './recipient-words.ts';

/**
 * Where a body says who gets it, what names them stands first as well; the body itself is shown whole below. `report` is of the last look-up,
 * and is told where it is of this customer key.
 */
export function reviewFacts(message: Message, report: RecipientReport | null = null): readonly Fact[] {
  const { contact, hasTemplate } = sendCommands[message.command];
  const { list, template, subject, customerKey, email, firstName, campaignName } = message;
  return [
    ...(contact === 'customerKey' ? [{ label: 'Customer key', value: customerKey.trim(), mono: true }, ...lookedUp(message, report)] : []),
    ...(contact === 'email'
      ? [
          { label: 'E-mail', value: email.trim(), mono: true },
          { label: 'First name', value: firstName.trim() },
        ]
      : []),
    ...(contact === 'body' ? namedIn(message.body) : []),
    ...contentFacts({
      ...message,
      list: list.trim(),
      template: (hasTemplate ? template : subject).trim(),
      campaignName: campaignName.trim(),
    }),
  ];
}

function lookedUp({ accountId, customerKey, list }: Message, report: RecipientReport | null): readonly Fact[] {
  if (report?.accountId !== accountId || report.customerKey !== customerKey.trim()) return [];
  const words = [...whoWords(report), standingWords(report, list.trim())].filter((part) => part !== '');
  return [{ label: 'Looked up', value: words.join(' · ') }];
}

function namedIn(text: string): readonly Fact[] {
  const body = readBody(text) ?? {};
  const names = [
    { label: 'Contact id', value: textOf(body, 'subscriberId') },
    { label: 'Customer key', value: textOf(body, 'customerKey') },
    { label: 'E-mail', value: textOf(body, 'email') },
  ];
  return names.filter(({ value }) => value !== '').map((fact) => ({ ...fact, mono: true }));
}
