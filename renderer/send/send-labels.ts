/** Words of the send screen. Pure. */
import {
  sendCommands,
  type AccountKind,
  type ContactText,
  type EntryDetail,
  type EntrySummary,
  type Message,
  type SendPhase,
} from '../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../text/account-labels.ts';
import { formatLabels, stateLabels } from '../text/entry-labels.ts';
import { foldText } from '../../electron/shared/base/fold-text.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Fields } from './fields.ts';
import { recipientName } from './recipient-copy.ts';

/** "2.3 s", "1 min 5.0 s": always one digit after the point, so that running figures keep their width. */
export function runningText(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100));
  const minutes = Math.floor(tenths / 600);
  const rest = ((tenths % 600) / 10).toFixed(1);
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}

/** "Sending in 4 s": the seconds that are left to undo, rounded up, so that it never says 0. */
export const undoText = (endsAt: number, now: number): string => `Sending in ${Math.max(1, Math.ceil((endsAt - now) / 1000))} s`;

/** What stands below the customer key during the first minutes: of the key that Keypost typed, or of the next one. */
export type KeyHint = 'none' | 'trial' | 'next';

/** Empty where the hint is not about what stands in the form. */
export function keyHintText(hint: KeyHint, typed: { customerKey: string; list: string; template: string }, trialKey: string): string {
  if (hint === 'trial' && typed.customerKey === trialKey) return 'A customer key of the practice realm. Press Enter to send.';
  const filled = typed.list.trim() !== '' && typed.template.trim() !== '';
  return hint === 'next' && filled ? 'Type the next customer key and press Enter.' : '';
}

const ownCauses: readonly EntrySummary['cause'][] = ['connectTimeout', 'timeout', 'cutAnswer', 'unreadableAnswer', 'internal'];

/** Whose words the error of an entry is in. */
export function whoSaid({ cause, status }: Pick<EntrySummary, 'cause' | 'status'>): string {
  if (ownCauses.includes(cause)) return 'Keypost saw:';
  // A library's name for what went wrong, which nobody said.
  if (cause === 'tls') return 'Error code:';
  return status === null ? 'The network said' : 'The server said';
}

/** What is quoted beside the sentence: nothing that stands in it already, and nothing that the person did. */
export const quotedText = ({ cause, errorText, sentence }: Pick<EntryDetail, 'cause' | 'errorText' | 'sentence'>): string =>
  cause === 'cancelledInFlight' || sentence.includes(errorText) ? '' : errorText;

/** Of an entry that is still to be settled. */
export const noOutcomeText = 'No outcome yet';

/** The message in a line: list, template or subject, format and campaign. Empty where there is neither list nor template. */
export function summaryParts({ command, list, template, subject, format, campaignName }: Fields): readonly string[] {
  const { hasTemplate, label } = sendCommands[command];
  const what = [list, hasTemplate ? template : subject].map((text) => text.trim()).filter((text) => text !== '');
  if (what.length === 0) return [];
  return [...what, formatLabels[format], campaignName.trim(), command === 'customerKey' ? '' : label].filter((text) => text !== '');
}

/** Whether an entry is of the message that the form holds, to whomever it went. The log has names as the realm writes them. */
export function isEntryOf(fields: Fields, entry: Pick<EntrySummary, 'accountId' | 'list' | 'template'>): boolean {
  const what = sendCommands[fields.command].hasTemplate ? fields.template : fields.subject;
  const isSame = (one: string, other: string): boolean => foldText(one.trim()) === foldText(other.trim());
  return entry.accountId === fields.accountId && isSame(entry.list, fields.list) && isSame(entry.template, what);
}

/** The word above a response that is still to come. */
export const underWayWord = (phase: SendPhase['phase'] | null): string => (phase === 'undoable' ? 'Not sent yet' : 'Sending…');

/** "Order confirmation to ck1001". */
export function whatToWhom(message: Message): string {
  const what = (sendCommands[message.command].hasTemplate ? message.template : message.subject).trim();
  return textOf({ code: 'send.whatToWhom', params: { what, current: recipientName(message) } });
}

/** What cancelling would mean right now, said before it is done. Empty while nothing can be cancelled. */
export function cancelText(phase: SendPhase['phase'] | null, cancelling: boolean): string {
  if (cancelling || phase === null) return '';
  if (phase === 'undoable') return 'Nothing has left this computer yet.';
  if (phase === 'opening') return 'Nothing has left yet. If you cancel now, the message is not sent.';
  return 'The request has left. If you cancel now, its outcome is unknown.';
}

/** The same in short, on the button itself, with the key that does it. */
export function escapeText(phase: SendPhase['phase'] | null, cancelling: boolean): string {
  return cancelling || phase === null ? '' : textOf({ code: 'send.escapeMeans', params: { phase } });
}

/** Said before the press; loopback, as of the practice realm, needs no network. */
export function offlineText(online: boolean, account: { kind: AccountKind; siteUrl: string } | null): string {
  if (online || account === null || account.kind === 'practice' || account.siteUrl.startsWith('http://')) return '';
  return 'This computer is offline: a message would not leave it.';
}

/** Only a production account is named on the button: a name on every button is a name nobody reads. */
export const sendLabel = (account: { kind: AccountKind; name: string } | null): string =>
  account?.kind === 'production' ? `Send as ${account.name}` : 'Send';

/** A production account is named where the system lists windows, too. */
export const windowTitle = (account: { kind: AccountKind; name: string } | null): string =>
  account?.kind === 'production' ? `${accountLabel(account)} – Keypost` : 'Keypost';

/** An account as it stands in lists; the kind is not said twice. */
export function accountLabel({ name, kind }: { name: string; kind: AccountKind }): string {
  return name.toLowerCase().includes(kind) ? name : `${name} (${kindLabels[kind].toLowerCase()})`;
}

/** The part of a request's address that differs from send to send. */
export function shortUrl(url: string): string {
  for (const { root } of Object.values(sendCommands)) {
    const at = url.indexOf(`${root}/`);
    if (at >= 0) return `…${url.slice(at + root.length)}`;
  }
  return url;
}

/** Fields of a contact, as they stand in the form. */
export const contactText: Readonly<Record<ContactText, string>> = {
  customerKey: 'Customer key',
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  address1: 'Address 1',
  address2: 'Address 2',
  city: 'City',
  state: 'State',
  zip: 'Zip',
  country: 'Country',
  phone: 'Phone',
  fax: 'Fax',
};

/** The sentence without the outcome's own word at its start, for a place where that stands above it. */
export function restOfSentence({ state, sentence }: Pick<EntrySummary, 'state' | 'sentence'>): string {
  const start = `${stateLabels[state]}. `;
  return sentence.startsWith(start) ? sentence.slice(start.length) : sentence;
}

/** What is said beside a recent entry: nothing when it was accepted, for that is the rule. */
export function recentHint({ state, hint }: Pick<EntrySummary, 'state' | 'hint'>): string {
  if (hint !== '' || state === 'accepted') return hint;
  // In the time to undo nothing is being sent yet.
  return state === 'sending' ? noOutcomeText : stateLabels[state];
}
