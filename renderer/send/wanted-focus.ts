import { modalSelector } from '../ui/modal.ts';

/** Gives the field that names who gets a message the focus. */
export function takeWantedFocus(input: HTMLInputElement | undefined, { select }: { select: boolean }): void {
  // Whoever is answering a dialog or reading a menu keeps the focus there.
  if (document.activeElement?.closest(`${modalSelector}, [role="menu"]`)) return;
  input?.focus();
  if (select) input?.select();
}
