/** Facts about a message on the review sheet. */
import { readBody, sendCommands, type Message, type RecipientReport, type SentTexts } from '../../electron/shared/ipc/contract.ts';
import { contentFacts } from '../log/entry/entry-facts.ts';
import type { Fact } from '../ui/facts.ts';
import { textOf } from './contact-draft.ts';
import { subscriptionText, contactNameText } from './recipient-text.ts';

/**
 * If the recipient is in the body, it is listed first as well; the full body is shown below. `sent`: the values as they would be sent.
 * `report`: the last look-up's; used only if it is about this customer key.
 */
export function reviewFacts(message: Message, sent: SentTexts, report: RecipientReport | null = null): readonly Fact[] {
  const { contact } = sendCommands[message.command];
  const { customerKey, firstName } = sent;
  return [
    ...(contact === 'customerKey' ? [...lookedUp(message, sent, report), { label: 'Customer key', value: customerKey, mono: true }] : []),
    ...(contact === 'email'
      ? [
          { label: 'E-mail', value: customerKey, mono: true },
          { label: 'First name', value: firstName },
        ]
      : []),
    ...(contact === 'body' ? namedIn(message.body) : []),
    ...contentFacts({
      ...message,
      list: sent.list,
      template: sent.template,
      campaignName: sent.campaignName,
    }),
  ];
}

/** Whether a look-up was about this message's contact. */
export const isReportOf = (report: RecipientReport, { accountId, command }: Message, { customerKey }: SentTexts): boolean =>
  sendCommands[command].contact === 'customerKey' && report.accountId === accountId && report.customerKey === customerKey;

const mainLabels: ReadonlySet<string> = new Set([
  'Customer key',
  'Contact id',
  'E-mail',
  'First name',
  'Looked up',
  'List',
  'Template',
  'Subject line',
]);

/** The rows in two parts: recipient and message, which everybody should read, and the rest. */
export function mainAndRest(facts: readonly Fact[]): { main: readonly Fact[]; rest: readonly Fact[] } {
  return { main: facts.filter(({ label }) => mainLabels.has(label)), rest: facts.filter(({ label }) => !mainLabels.has(label)) };
}

function lookedUp(message: Message, sent: SentTexts, report: RecipientReport | null): readonly Fact[] {
  if (report === null || !isReportOf(report, message, sent)) return [];
  const { list } = sent;
  const parts = [...contactNameText(report), subscriptionText(report, list)].filter((part) => part !== '');
  return [{ label: 'Looked up', value: parts.join(' · ') }];
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
