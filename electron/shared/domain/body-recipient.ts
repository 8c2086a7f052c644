/** Who a JSON body names as the contact. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import { contactId, type JsonObject } from './contact-body.ts';

/** What can name the contact of a message; the first one that is present counts. */
export const recipientKinds = ['customerKey', 'email', 'contactId'] as const;
export type RecipientKind = (typeof recipientKinds)[number];
export interface BodyRecipient {
  kind: RecipientKind;
  /** As it is written in the body; a number in digits. */
  name: string;
}

/** Members that name the contact. */
const namingMembers = ['customerKey', 'email', 'subscriberId'] as const;
export type NamingMember = (typeof namingMembers)[number];

/** The folded name without everything that is neither a letter nor a digit, to find other spellings of a member. */
export const lettersOf = (name: string): string => foldLookAlikes(name).replace(/[^\p{L}\p{N}]/gu, '');

const namingByLetters: ReadonlyMap<string, NamingMember> = new Map([
  ...namingMembers.map((member) => [lettersOf(member), member] as const),
  // The contact's number has this name in other places of the API.
  ['contactid', 'subscriberId'],
]);

/**
 * Members at the top level that look like one that names the contact but are spelled differently, such as `Email` or `customer_key`.
 * Whether the API accepts these spellings is not documented.
 */
export const alikeNamingMembers = (body: JsonObject): readonly { written: string; meant: NamingMember }[] =>
  Object.keys(body).flatMap((written) => {
    const meant = namingByLetters.get(lettersOf(written));
    return meant === undefined || meant === written ? [] : [{ written, meant }];
  });

/** Everything in a body that names the contact. */
export function namesIn(body: JsonObject): readonly BodyRecipient[] {
  const texts = (['customerKey', 'email'] as const).flatMap((kind): BodyRecipient[] => {
    const name = body[kind];
    return typeof name === 'string' && name.trim() !== '' ? [{ kind, name: name.trim() }] : [];
  });
  const id = contactId(body);
  return id === null ? texts : [...texts, { kind: 'contactId', name: String(id) }];
}

/** Returns `null` if the body names nobody. */
export const recipientOf = (body: JsonObject): BodyRecipient | null => namesIn(body)[0] ?? null;
