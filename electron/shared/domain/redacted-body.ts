/** A JSON body as the log keeps it if contact details are not logged. */
import { recipientOf, type RecipientKind } from './body-recipient.ts';
import { contactId, isKeptByFields, readBody, writeBody } from './contact-body.ts';

/** Stands in the log for a value that is not kept there. */
export const notKept = '(not kept)';

/** Names of the fields whose values the log has not kept; `['all']` if it has kept nothing of the body. */
export const redactedFieldsIn = (text: string): readonly string[] =>
  text === notKept ? ['all'] : Object.entries(readBody(text) ?? {}).flatMap(([name, value]) => (value === notKept ? [name] : []));

/** Returns the part of a redacted body that can be sent again. Without this, the placeholder "(not kept)" would be sent to somebody. */
export function withoutRedactedFields(text: string): string {
  const body = readBody(text);
  if (body === null) return text === notKept ? '' : text;
  const rest = Object.entries(body).filter(([, value]) => value !== notKept);
  // Nothing was redacted: return the text exactly as it was sent.
  return rest.length === Object.keys(body).length ? text : writeBody(Object.fromEntries(rest));
}

/**
 * The body as the log keeps it if contact details are not logged: all field names, but only the values that name the contact. These are the
 * value of `kind` (by default the first kind in the body) and the contact's number. If the body could not be written again without a
 * change, only the placeholder is kept.
 */
export function withoutDetails(text: string, kind: RecipientKind | null = null): string {
  const body = readBody(text);
  if (body === null || !isKeptByFields(text)) return notKept;
  const named = kind ?? recipientOf(body)?.kind;
  const shown = Object.entries(body).map(([name, value]): [string, unknown] => [
    name,
    (name === named && named !== 'contactId') || (name === 'subscriberId' && contactId(body) !== null) ? value : notKept,
  ]);
  return writeBody(Object.fromEntries(shown));
}
