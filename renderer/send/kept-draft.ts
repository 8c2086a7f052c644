/** What is typed is kept by main, in memory, so that a page that crashes or is loaded again loses nothing. */
import type { LatestPress } from '../../electron/bridge/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { call } from '../bridge.ts';
import { recipientName } from './recipient-copy.ts';
import { form, type FormCopy } from './send-form.svelte.ts';

/** Milliseconds in which changes are gathered. */
const gatherMs = 100;
let timer: ReturnType<typeof setTimeout> | undefined;

/** To be called at each change. A press is kept at once, because it may be what the page does not survive. */
export function keepDraft(copy: FormCopy, atOnce: boolean): void {
  clearTimeout(timer);
  const keep = (): void => void call('send.keepDraft', copy);
  if (atOnce) keep();
  else timer = setTimeout(keep, gatherMs);
}

/** Fills the form as it was. Gives back what to say about it. */
export function restoreDraft(copy: FormCopy, latest: LatestPress | null): string {
  form.put(copy);
  const { used } = form.use;
  // The review was open: nothing was sent, and the contact is one like any other.
  if (used?.state === 'review') form.use.mark(used.pressId, null);
  const current = latest?.isUnderWay === true ? recipientName(latest.press.message) : '';
  return textOf({ code: 'send.windowRestored', params: { current } });
}
