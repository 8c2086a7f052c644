import { modalSelector } from '../ui/modal.ts';

/** Focuses the recipient field. */
export function focusRecipient(input: HTMLInputElement | undefined, { select }: { select: boolean }): void {
  // An open dialog or menu keeps the focus.
  if (document.activeElement?.closest(`${modalSelector}, [role="menu"]`)) return;
  input?.focus();
  if (select) input?.select();
}
