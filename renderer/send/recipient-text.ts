/** Texts about the contact behind a customer key. */
import { foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import type { EntrySummary, RecipientReport } from '../../electron/shared/ipc/contract.ts';
import { stateLabels } from '../text/entry-labels.ts';
import { noOutcomeText } from './send-labels.ts';
import { agoText } from '../text/time-text.ts';

type ContactReport = Pick<RecipientReport, 'state' | 'name' | 'address' | 'customerKey' | 'list' | 'subscribed'>;

/** Who the contact is, in parts that are shown side by side. */
export function contactNameText({ state, name, address, customerKey }: ContactReport): readonly string[] {
  if (state === 'notFound') return ['No contact has this key'];
  if (state === 'unclear') return ["Can't tell who this is"];
  const known = [name, address].filter((part) => part !== '');
  return known.length > 0 ? known : [`${customerKey} has neither name nor address`];
}

/** The part of a report that is still valid when another list is in the form: the contact, without the subscription. */
export function reportForList(report: RecipientReport, formList: string): RecipientReport {
  const ofContact = report.state === 'found' || report.state === 'notSubscribed';
  if (!ofContact || report.list === formList) return report;
  return { ...report, state: 'found', list: '', subscribed: null, sentence: '' };
}

/** The contact's subscription to the form's list; empty if it wasn't looked up or the list has changed. */
export function subscriptionText({ state, list, subscribed }: ContactReport, formList: string): string {
  if (list === '' || foldLookAlikes(list) !== foldLookAlikes(formList) || state === 'notFound' || state === 'unclear') return '';
  if (subscribed === null) return 'subscription not known';
  return subscribed ? 'subscribed to this list' : 'not subscribed to this list';
}

/** "Accepted 3 min ago: Shipping delay"; a list other than the form's is named. */
export function loggedText(entry: Pick<EntrySummary, 'state' | 'at' | 'template' | 'list'>, formList: string, now: number): string {
  const what = foldLookAlikes(entry.list) === foldLookAlikes(formList) ? entry.template : `${entry.template} (${entry.list})`;
  if (entry.state === 'sending') return `${noOutcomeText}: ${what}`;
  const ago = agoText(entry.at, now);
  return `${stateLabels[entry.state]} ${/ (?:min|h)$/.test(ago) ? `${ago} ago` : ago}: ${what}`;
}
