/** What the inputs that identify a contact share. */
import { piecesOf } from '../../electron/shared/base/hidden-characters.ts';
import { form } from './send-form.svelte.ts';
import { modalSelector } from '../ui/modal.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Fields } from './fields.ts';
import { recipientName } from './recipient-copy.ts';
import type { RecipientUse } from './recipient-use.svelte.ts';

type Field = Parameters<typeof form.refusePieces>[0];

/** Handlers that prevent several lines or table cells from becoming one recipient, however they are pasted or dropped. */
export const oneLine = (field: Field) => ({
  onpaste: (event: ClipboardEvent) => refuse(field, event, event.clipboardData),
  ondrop: (event: DragEvent) => refuse(field, event, event.dataTransfer),
});

function refuse(field: Field, event: Event, data: DataTransfer | null): void {
  const { kind, pieces } = piecesOf(data?.getData('text/plain') ?? '');
  if (pieces.length < 2) return;
  event.preventDefault();
  form.refusePieces(field, kind, pieces.length);
}

/** Focuses the recipient field. */
export function focusRecipient(input: HTMLInputElement | undefined, { select }: { select: boolean }): void {
  // An open dialog or menu keeps the focus.
  if (document.activeElement?.closest(`${modalSelector}, [role="menu"]`)) return;
  input?.focus();
  if (select) input?.select();
}

/** The placeholder of an empty input: the previous recipient can be brought back. */
export function earlierHint({ use, fields }: { use: RecipientUse; fields: Fields }): string | undefined {
  const earlier = use.earlierFor(fields);
  return earlier ? textOf({ code: 'send.bringBack', params: { earlier: recipientName(earlier) } }) : undefined;
}
