/** Ways to fill the send form. None of them sends. */
import type { EntryDetail, Preset } from '../../electron/shared/ipc/contract.ts';
import { presetInSlot, slots } from '../../electron/shared/domain/preset-slots.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { accounts } from '../stores/accounts.svelte.ts';
import { call } from '../ipc/bridge.ts';
import { presets } from '../stores/presets.svelte.ts';
import { go } from '../stores/route.svelte.ts';
import { toast, toasts } from '../stores/toasts.svelte.ts';
import { press } from './press.svelte.ts';
import { form } from './send-form.svelte.ts';

const bringBack = 'Bring back';
const toRevert = 'Revert';

/** Offers to restore what `fill` replaced. A message that is being sent has its own copy, so the form can be changed. */
function fillForm(fill: () => void, done: 'preset.replaced' | 'preset.reverted' = 'preset.replaced'): void {
  const before = form.copy();
  const lost = form.unsaved;
  const name = form.preset?.name ?? 'the message';
  fill();
  press.forget();
  // Only the last one can be brought back: an older one would replace what came after it. And there is nothing to revert any more.
  for (const item of toasts.items) if (item.action?.label === bringBack || item.action?.label === toRevert) toasts.close(item.id);
  if (lost) {
    const run = () => {
      fillForm(() => form.bringBackMessage(before));
      go('/send');
    };
    toast(textOf({ code: done, params: { name } }), { label: bringBack, run });
  }
}

export function openPreset(preset: Preset): void {
  go('/send');
  if (preset.id === form.presetId && form.edited) return keepEdits(preset);
  fillForm(() => form.load(preset));
}

/** Unsaved edits aren't discarded by a key that also loads presets; a toast offers to load it anyway. */
function keepEdits({ id, name }: Preset): void {
  const run = () => {
    go('/send');
    if (form.presetId === id) revert();
  };
  toast(textOf({ code: 'preset.editsKept', params: { name } }), { label: toRevert, run });
  form.requestFocus();
}

export function revert(): void {
  const { preset } = form;
  if (preset) fillForm(() => form.load(preset), 'preset.reverted');
}

/** Opens the form with another account; the other fields stay. */
export function sendAs(accountId: string): void {
  go('/send');
  chooseAccount(accountId);
}

/** The last response belongs to the previous account. */
export function chooseAccount(accountId: string): void {
  if (accountId === form.fields.accountId) return;
  form.chooseAccount(accountId);
  press.forget();
}

export const newMessage = (): void => fillForm(() => form.clear());

/** "Use again" in the log. */
export async function reuseEntry(id: number): Promise<void> {
  const result = await call('log.entry', { id });
  if (!result.ok) {
    toast(result.error.sentence);
    return;
  }
  const entry: EntryDetail = result.value;
  fillForm(() => form.reuse(entry));
  if (form.blockingErrors !== null) {
    const what = form.gaps.includes('all') ? 'the body' : form.gaps.join(', ');
    toast(`The log did not keep all of the contact (${what}). Type it again before you send.`);
  }
}

/**
 * At the start: the last chosen account and the preset in the first slot that fits it, with a customer key to try if nothing was ever sent.
 */
export function beginForm(start: { firstStart: boolean; lastAccountId: string }): void {
  const lastIsThere = accounts.list.some((account) => account.id === start.lastAccountId);
  const accountId = lastIsThere ? start.lastAccountId : (accounts.list[0]?.id ?? '');
  form.fields.accountId = accountId;
  const first = slots
    .map((slot) => presetInSlot(presets.list, slot))
    .find((preset) => preset !== null && (preset.accountId === null || preset.accountId === accountId));
  if (first) form.load(first);
  if (!start.firstStart || form.account?.kind !== 'practice') return;
  form.trialKey = 'ck1001';
  form.fields.customerKey = form.trialKey;
  form.keyHint = 'trial';
  form.requestFocus(true);
}
