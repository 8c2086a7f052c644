/** Texts of the send screen. */
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
import { foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Fields } from './fields.ts';
import { recipientName } from './recipient-copy.ts';

/** "2.3 s", "1 min 5.0 s": always with one decimal, so that a running time keeps its width. */
export function runningText(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100));
  const minutes = Math.floor(tenths / 600);
  const rest = ((tenths % 600) / 10).toFixed(1);
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}

/** "Sending in 4 s": the seconds left to undo, rounded up, so that it never shows 0. */
export const undoText = (endsAt: number, now: number): string => `Sending in ${Math.max(1, Math.ceil((endsAt - now) / 1000))} s`;

/** The hint below the customer key during the first minutes: about the trial key, or the next one. */
export type KeyHint = 'none' | 'trial' | 'next';

/** Empty if the hint doesn't apply to the form's content. */
export function keyHintText(hint: KeyHint, typed: { customerKey: string; list: string; template: string }, trialKey: string): string {
  if (hint === 'trial' && typed.customerKey === trialKey) return 'A customer key of the practice realm. Press Enter to send.';
  const filled = typed.list.trim() !== '' && typed.template.trim() !== '';
  return hint === 'next' && filled ? 'Type the next customer key and press Enter.' : '';
}

const ownCauses: readonly EntrySummary['cause'][] = ['connectTimeout', 'timeout', 'cutAnswer', 'unreadableAnswer', 'internal'];

/** Where the error text of an entry comes from. */
export function errorSource({ cause, status }: Pick<EntrySummary, 'cause' | 'status'>): string {
  if (ownCauses.includes(cause)) return 'Keypost saw:';
  // The name of a library's error isn't a message from anyone.
  if (cause === 'tls') return 'Error code:';
  return status === null ? 'Network error:' : 'The server said';
}

/** The error to quote beside the text: nothing that the text contains already, and nothing that the user did. */
export const quotedText = ({ cause, errorText, sentence }: Pick<EntryDetail, 'cause' | 'errorText' | 'sentence'>): string =>
  cause === 'cancelledInFlight' || sentence.includes(errorText) ? '' : errorText;

/** Shown for an entry that has no outcome yet. */
export const noOutcomeText = 'No outcome yet';

/** The message in one line: list, template or subject, format and campaign. Empty without list and template. */
export function summaryParts({ command, list, template, subject, format, campaignName }: Fields): readonly string[] {
  const { hasTemplate, label } = sendCommands[command];
  const what = [list, hasTemplate ? template : subject].map((text) => text.trim()).filter((text) => text !== '');
  if (what.length === 0) return [];
  return [...what, formatLabels[format], campaignName.trim(), command === 'customerKey' ? '' : label].filter((text) => text !== '');
}

/** Whether an entry is the form's message, whoever got it. The log has names as the realm writes them. */
export function isEntryOf(fields: Fields, entry: Pick<EntrySummary, 'accountId' | 'list' | 'template'>): boolean {
  const what = sendCommands[fields.command].hasTemplate ? fields.template : fields.subject;
  const isSame = (one: string, other: string): boolean => foldLookAlikes(one.trim()) === foldLookAlikes(other.trim());
  return entry.accountId === fields.accountId && isSame(entry.list, fields.list) && isSame(entry.template, what);
}

/** The heading of a response that is still pending. */
export const pendingHeading = (phase: SendPhase['phase'] | null): string => (phase === 'undoable' ? 'Not sent yet' : 'Sending…');

/** "Order confirmation to ck1001". */
export function messageToRecipient(message: Message): string {
  const what = (sendCommands[message.command].hasTemplate ? message.template : message.subject).trim();
  return textOf({ code: 'send.whatToWhom', params: { what, current: recipientName(message) } });
}

/** What cancelling would do right now. Empty while nothing can be cancelled. */
export function cancelText(phase: SendPhase['phase'] | null, cancelling: boolean): string {
  if (cancelling || phase === null) return '';
  if (phase === 'undoable') return 'Nothing has left this computer yet.';
  if (phase === 'opening') return 'Nothing has left yet. If you cancel now, the message is not sent.';
  return 'The request has left. If you cancel now, its outcome is unknown.';
}

/** The short form on the button itself, with its key. */
export function escapeText(phase: SendPhase['phase'] | null, cancelling: boolean): string {
  return cancelling || phase === null ? '' : textOf({ code: 'send.escapeMeans', params: { phase } });
}

/** Shown before sending; loopback, as for the practice realm, needs no network. */
export function offlineText(online: boolean, account: { kind: AccountKind; siteUrl: string } | null): string {
  if (online || account === null || account.kind === 'practice' || account.siteUrl.startsWith('http://')) return '';
  return 'This computer is offline: a message would not leave it.';
}

/** Only a production account is named on the button: if every account were named, nobody would read the names. */
export const sendLabel = (account: { kind: AccountKind; name: string } | null): string =>
  account?.kind === 'production' ? `Send as ${account.name}` : 'Send';

/** A production account is also named in the system's window list. */
export const windowTitle = (account: { kind: AccountKind; name: string } | null): string =>
  account?.kind === 'production' ? `${accountLabel(account)} – Keypost` : 'Keypost';

/** An account's name in lists; the kind isn't repeated. */
export function accountLabel({ name, kind }: { name: string; kind: AccountKind }): string {
  return name.toLowerCase().includes(kind) ? name : `${name} (${kindLabels[kind].toLowerCase()})`;
}

/** The part of a request's address that differs between sends. */
export function shortUrl(url: string): string {
  for (const { root } of Object.values(sendCommands)) {
    const at = url.indexOf(`${root}/`);
    if (at >= 0) return `…${url.slice(at + root.length)}`;
  }
  return url;
}

/** The names of a contact's fields in the form. */
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

/** The text without the outcome at its start, for a place with the outcome as its heading. */
export function textWithoutOutcome({ state, sentence }: Pick<EntrySummary, 'state' | 'sentence'>): string {
  const start = `${stateLabels[state]}. `;
  return sentence.startsWith(start) ? sentence.slice(start.length) : sentence;
}

/** The note beside a recent entry: empty if it was accepted, which is the normal case. */
export function recentHint({ state, hint }: Pick<EntrySummary, 'state' | 'hint'>): string {
  if (hint !== '' || state === 'accepted') return hint;
  // During the undo period nothing is being sent yet.
  return state === 'sending' ? noOutcomeText : stateLabels[state];
}
