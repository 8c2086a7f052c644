/** Keeps what is typed in the main process's memory, so that a crash or reload of the page loses nothing. */
import type { Draft, LatestPress } from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { call } from '../ipc/bridge.ts';
import { isSameRecipient, recipientName } from './recipient-copy.ts';
import { form } from './send-form.svelte.ts';

/** Milliseconds between two saves: continuous typing loses no more than that. */
const gatherMs = 100;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Whether there are changes that aren't saved yet. */
let waiting: Draft | null = null;

/** Call on each change. A press is saved at once, because the page may crash during it. */
export function saveDraft(draft: Draft, atOnce: boolean): void {
  waiting = draft;
  if (atOnce || timer === undefined) saveDraftNow();
}

/** Saves the last change before the page is unloaded. */
export function saveDraftNow(): void {
  clearTimeout(timer);
  timer = undefined;
  if (waiting === null) return;
  void call('send.keepDraft', waiting);
  waiting = null;
  timer = setTimeout(saveDraftNow, gatherMs);
}

/** Restores the form. Returns a text to show about it. */
export function restoreDraft(draft: Draft, latest: LatestPress | null): string {
  form.restore(draft);
  const { used } = form.use;
  // The review was open, so nothing was sent. The contact is restored to the form, or listed as not sent to if another one was typed
  // meanwhile.
  if (used?.state === 'review') form.use.setState(used.pressId, null);
  const { reviewed } = draft;
  if (reviewed && !isSameRecipient(reviewed, form.fields)) form.use.addNotSent(reviewed);
  const current = latest?.isUnderWay === true ? recipientName(latest.press.message) : '';
  return textOf({ code: 'send.windowRestored', params: { current } });
}
