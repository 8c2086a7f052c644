/** What is typed is kept by main, in memory, so that a page that crashes or is loaded again loses nothing. */
import type { Draft, LatestPress } from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { call } from '../ipc/bridge.ts';
import { isSameRecipient, recipientName } from './recipient-copy.ts';
import { form } from './send-form.svelte.ts';

/** Milliseconds from one change that is kept to the next one: a person who types on and on loses no more than that. */
const gatherMs = 100;
let timer: ReturnType<typeof setTimeout> | undefined;
/** What is not kept yet. */
let waiting: Draft | null = null;

/** To be called at each change. A press is kept at once, because it may be what the page does not survive. */
export function keepDraft(draft: Draft, atOnce: boolean): void {
  waiting = draft;
  if (atOnce || timer === undefined) keepNow();
}

/** Before the page goes: what was changed last is kept as well. */
export function keepNow(): void {
  clearTimeout(timer);
  timer = undefined;
  if (waiting === null) return;
  void call('send.keepDraft', waiting);
  waiting = null;
  timer = setTimeout(keepNow, gatherMs);
}

/** Fills the form as it was. Gives back what to say about it. */
export function restoreDraft(draft: Draft, latest: LatestPress | null): string {
  form.put(draft);
  const { used } = form.use;
  // The review was open: nothing was sent. The contact is one like any other, or stands beside the one that was typed meanwhile.
  if (used?.state === 'review') form.use.mark(used.pressId, null);
  const { reviewed } = draft;
  if (reviewed && !isSameRecipient(reviewed, form.fields)) form.use.keepNotSent(reviewed);
  const current = latest?.isUnderWay === true ? recipientName(latest.press.message) : '';
  return textOf({ code: 'send.windowRestored', params: { current } });
}
