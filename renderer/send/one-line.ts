/** Keeps several lines from becoming one name of a contact, however they are brought in. */
import { form } from './send-form.svelte.ts';

type Field = Parameters<typeof form.refuseLines>[0];

/** Handlers for the input that names the contact. */
export const oneLine = (field: Field) => ({
  onpaste: (event: ClipboardEvent) => refuse(field, event, event.clipboardData),
  ondrop: (event: DragEvent) => refuse(field, event, event.dataTransfer),
});

function refuse(field: Field, event: Event, data: DataTransfer | null): void {
  const lines = (data?.getData('text/plain') ?? '').split(/[\r\n]+/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return;
  event.preventDefault();
  form.refuseLines(field, lines.length);
}
