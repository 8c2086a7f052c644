/** Gives the field that names who gets a message the focus, with its text selected. */
export function takeWantedFocus(input: HTMLInputElement | undefined): void {
  // Whoever is answering a dialog or reading a menu keeps the focus there.
  if (document.activeElement?.closest('[role="dialog"], [role="menu"]')) return;
  input?.focus();
  input?.select();
}
