/** Who gets a message: the fields that name a contact, of whichever command, and what they were entered for. Pure. */
import {
  readBody,
  recipientOf,
  sendCommands,
  toPerson,
  withoutPerson,
  type CommandId,
  type Message,
} from '../../electron/shared/ipc/contract.ts';
import { foldText } from '../../electron/shared/base/fold-text.ts';
import type { FieldName, Fields } from './fields.ts';

export type RecipientCopy = Pick<Message, Target | 'customerKey' | 'email' | 'firstName' | 'body'>;

const fieldsOf: Readonly<Record<'customerKey' | 'email' | 'body', readonly FieldName[]>> = {
  customerKey: ['customerKey'],
  email: ['email', 'firstName'],
  body: ['body'],
};

export const recipientFields = (command: CommandId): readonly FieldName[] => fieldsOf[sendCommands[command].contact];

/** What makes a message another one: chosen anew, it may not go to whoever got the one before without being meant. */
type Target = 'accountId' | 'command' | 'list' | 'template' | 'subject';
const targetFields: ReadonlySet<FieldName> = new Set<Target>(['accountId', 'command', 'list', 'template', 'subject']);

export const isTargetField = (name: FieldName): boolean => targetFields.has(name);

/** Whether both say the same message to whoever gets it. */
export const isSameTarget = (one: Pick<Fields, Target>, other: Pick<Fields, Target>): boolean =>
  [...targetFields].every((name) => String(Reflect.get(one, name)).trim() === String(Reflect.get(other, name)).trim());

export const copyRecipient = (of: RecipientCopy): RecipientCopy => {
  const { accountId, command, list, template, subject, customerKey, email, firstName, body } = of;
  return { accountId, command, list, template, subject, customerKey, email, firstName, body };
};

/** How people know the contact: a customer key, an address or a number. Empty where none is typed. */
export function recipientName({ command, customerKey, email, body }: RecipientCopy): string {
  const { contact } = sendCommands[command];
  if (contact === 'customerKey') return customerKey.trim();
  return contact === 'email' ? email.trim() : (recipientOf(readBody(body) ?? {})?.name ?? '');
}

/** The fields without the contact; `keep` is left as it is, because it says the next contact already. What else a body says stays. */
export function withoutRecipient(fields: Fields, keep: FieldName | null = null): Fields {
  const emptied = { ...fields };
  for (const name of recipientFields(fields.command)) {
    if (name === 'body') emptied.body = keep === 'body' ? fields.body : withoutPerson(fields.body);
    else if (name !== keep && (name === 'customerKey' || name === 'email' || name === 'firstName')) emptied[name] = '';
  }
  return emptied;
}

/**
 * The fields with this contact in them. Only for the same account and a command that names contacts in the same way. A body of which
 * nothing could be kept without its contact comes back as a whole.
 */
export function withRecipient(fields: Fields, copy: RecipientCopy): Fields {
  switch (sendCommands[fields.command].contact) {
    case 'customerKey':
      return { ...fields, customerKey: copy.customerKey };
    case 'email':
      return { ...fields, email: copy.email, firstName: copy.firstName };
    case 'body':
      return { ...fields, body: fields.body.trim() === '' ? copy.body : toPerson(withoutPerson(fields.body), copy.body) };
  }
}

/** Whether a contact that was typed for the one form can stand in the other. A key means somebody else in another account. */
export const fits = (fields: Pick<Fields, 'accountId' | 'command'>, copy: RecipientCopy): boolean =>
  fields.accountId === copy.accountId && sendCommands[fields.command].contact === sendCommands[copy.command].contact;

export const isSameRecipient = (one: RecipientCopy, other: RecipientCopy): boolean =>
  fits(one, other) &&
  recipientFields(one.command).every((name) => JSON.stringify(Reflect.get(one, name)) === JSON.stringify(Reflect.get(other, name)));

/** Whether both name the same contact, however it is written. */
export const isSamePerson = (one: RecipientCopy, other: RecipientCopy): boolean =>
  fits(one, other) && foldText(recipientName(one)) === foldText(recipientName(other));
