/** The placeholder of an empty recipient input: the previous recipient can be brought back. */
import { textOf } from '../../electron/shared/i18n/text.ts';
import type { Fields } from './fields.ts';
import { recipientName } from './recipient-copy.ts';
import type { RecipientUse } from './recipient-use.svelte.ts';

export function earlierHint({ use, fields }: { use: RecipientUse; fields: Fields }): string | undefined {
  const earlier = use.earlierFor(fields);
  return earlier ? textOf({ code: 'send.bringBack', params: { earlier: recipientName(earlier) } }) : undefined;
}
