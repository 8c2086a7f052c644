/**
 * What is unusual about a message under review, the most serious first. The main process decides whether a review is needed; the page only
 * adds what it knows.
 */
import {
  sendCommands,
  type ConsentReason,
  type EntrySummary,
  type Message,
  type Preset,
  type RecipientReport,
  type Review,
} from '../../electron/shared/ipc/contract.ts';
import { foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { isReportOf } from './review-facts.ts';

export interface ReviewException {
  code: 'optOutOverride' | 'duplicate' | 'notFound' | 'notSubscribed' | 'templateChanged';
  sentence: string;
  /** The earlier send; only for a duplicate. */
  earlier: EntrySummary | null;
}

/** What the page knows besides the review. `report` is the last look-up's, `preset` the one that the message was made from. */
export interface ReviewContext {
  report: RecipientReport | null;
  preset: Pick<Preset, 'name' | 'command' | 'template'> | null;
}

const order: readonly ReviewException['code'][] = ['optOutOverride', 'duplicate', 'notFound', 'notSubscribed', 'templateChanged'];

/** Empty for routine mail, also from a production account. */
export function reviewExceptions(message: Message, review: Review, { report, preset }: ReviewContext): readonly ReviewException[] {
  const found = [
    ...review.reasons.flatMap(ofReason),
    ...(report ? ofReport(message, review, report) : []),
    ...(preset ? ofPreset(message, review, preset) : []),
  ];
  return found.sort((one, another) => order.indexOf(one.code) - order.indexOf(another.code));
}

/** The label of the confirming button, which names what it does. */
export function confirmLabel(exceptions: readonly ReviewException[], account: { name: string; isProduction: boolean }): string {
  const has = (code: ReviewException['code']): boolean => exceptions.some((exception) => exception.code === code);
  return textOf({
    code: 'send.confirm',
    params: { again: has('duplicate'), despiteOptOut: has('optOutOverride'), account: account.isProduction ? account.name : '' },
  });
}

function ofReason(reason: ConsentReason): ReviewException[] {
  if (reason.code === 'production') return [];
  return [{ code: reason.code, sentence: reason.sentence, earlier: reason.code === 'duplicate' ? reason.earlier : null }];
}

function ofReport(message: Message, { sent }: Review, report: RecipientReport): ReviewException[] {
  if (!isReportOf(report, message, sent)) return [];
  const { state } = report;
  const params = { key: sent.customerKey, list: sent.list };
  if (state === 'notFound') return [{ code: state, sentence: textOf({ code: 'send.reviewNotFound', params }), earlier: null }];
  if (state !== 'notSubscribed' || foldLookAlikes(report.list) !== foldLookAlikes(sent.list)) return [];
  return [{ code: state, sentence: textOf({ code: 'send.reviewNotSubscribed', params }), earlier: null }];
}

function ofPreset({ command }: Message, { sent }: Review, preset: NonNullable<ReviewContext['preset']>): ReviewException[] {
  const isComparable = sendCommands[command].hasTemplate && sendCommands[preset.command].namedBy === sendCommands[command].namedBy;
  if (!isComparable || preset.template === '' || foldLookAlikes(preset.template) === foldLookAlikes(sent.template)) return [];
  const params = { preset: preset.name, saved: preset.template, now: sent.template };
  return [{ code: 'templateChanged', sentence: textOf({ code: 'send.reviewTemplateChanged', params }), earlier: null }];
}
