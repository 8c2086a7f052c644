/** What is not routine about a message that is reviewed, the weightiest first. Main decides what needs a review; the rest is pointed out in it. Pure. */
import {
  sendCommands,
  type ConsentReason,
  type EntrySummary,
  type Message,
  type Preset,
  type RecipientReport,
  type Review,
} from '../../electron/shared/ipc/contract.ts';
import { foldText } from '../../electron/shared/base/fold-text.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { isReportOf } from './review-facts.ts';

export interface ReviewException {
  code: 'optOutOverride' | 'duplicate' | 'notFound' | 'notSubscribed' | 'templateChanged';
  sentence: string;
  /** The send before; only of a duplicate. */
  earlier: EntrySummary | null;
}

/** What the page knows beside the review itself. `report` is of the last look-up, `preset` the one that the message was made from. */
export interface ReviewContext {
  report: RecipientReport | null;
  preset: Pick<Preset, 'name' | 'command' | 'template'> | null;
}

const order: readonly ReviewException['code'][] = ['optOutOverride', 'duplicate', 'notFound', 'notSubscribed', 'templateChanged'];

/** Empty for routine mail, also of a production account. */
export function reviewExceptions(message: Message, review: Review, { report, preset }: ReviewContext): readonly ReviewException[] {
  const found = [
    ...review.reasons.flatMap(ofReason),
    ...(report ? ofReport(message, review, report) : []),
    ...(preset ? ofPreset(message, review, preset) : []),
  ];
  return found.sort((one, another) => order.indexOf(one.code) - order.indexOf(another.code));
}

/** What the confirming button does, in its own words. */
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
  if (state !== 'notSubscribed' || foldText(report.list) !== foldText(sent.list)) return [];
  return [{ code: state, sentence: textOf({ code: 'send.reviewNotSubscribed', params }), earlier: null }];
}

function ofPreset({ command }: Message, { sent }: Review, preset: NonNullable<ReviewContext['preset']>): ReviewException[] {
  const isComparable = sendCommands[command].hasTemplate && sendCommands[preset.command].namedBy === sendCommands[command].namedBy;
  if (!isComparable || preset.template === '' || foldText(preset.template) === foldText(sent.template)) return [];
  const params = { preset: preset.name, saved: preset.template, now: sent.template };
  return [{ code: 'templateChanged', sentence: textOf({ code: 'send.reviewTemplateChanged', params }), earlier: null }];
}
