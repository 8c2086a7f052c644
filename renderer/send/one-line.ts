/** Prevents several lines or table cells from becoming one recipient, however they are pasted or dropped. */
import { piecesOf } from '../../electron/shared/base/hidden-characters.ts';
import { form } from './send-form.svelte.ts';

type Field = Parameters<typeof form.refusePieces>[0];

/** Handlers for an input that identifies the contact. */
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
