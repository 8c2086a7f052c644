/** The recipient of a message: the fields that identify a contact in any command, and the message they were entered for. */
import {
  readBody,
  recipientOf,
  sendCommands,
  bodyWithRecipient,
  bodyWithoutRecipient,
  type CommandId,
  type Message,
} from '../../electron/shared/ipc/contract.ts';
import { foldLookAlikes } from '../../electron/shared/base/fold-look-alikes.ts';
import type { FieldName, Fields } from './fields.ts';

export type RecipientCopy = Pick<Message, TargetField | 'customerKey' | 'email' | 'firstName' | 'body'>;

const fieldsOf: Readonly<Record<'customerKey' | 'email' | 'body', readonly FieldName[]>> = {
  customerKey: ['customerKey'],
  email: ['email', 'firstName'],
  body: ['body'],
};

export const recipientFields = (command: CommandId): readonly FieldName[] => fieldsOf[sendCommands[command].contact];

/** The fields whose change makes it another message, which must not go to the previous recipient by accident. */
type TargetField = 'accountId' | 'command' | 'list' | 'template' | 'subject';
const targetFields: ReadonlySet<FieldName> = new Set<TargetField>(['accountId', 'command', 'list', 'template', 'subject']);

export const isTargetField = (name: FieldName): boolean => targetFields.has(name);

/** Whether both are the same message, whoever gets it. */
export const isSameTarget = (one: Pick<Fields, TargetField>, other: Pick<Fields, TargetField>): boolean =>
  [...targetFields].every((name) => String(Reflect.get(one, name)).trim() === String(Reflect.get(other, name)).trim());

export const copyRecipient = (of: RecipientCopy): RecipientCopy => {
  const { accountId, command, list, template, subject, customerKey, email, firstName, body } = of;
  return { accountId, command, list, template, subject, customerKey, email, firstName, body };
};

/** The name that people know the contact by: a customer key, an address or a number. Empty if none is typed. */
export function recipientName({ command, customerKey, email, body }: RecipientCopy): string {
  const { contact } = sendCommands[command];
  if (contact === 'customerKey') return customerKey.trim();
  return contact === 'email' ? email.trim() : (recipientOf(readBody(body) ?? {})?.name ?? '');
}

/** Clears the recipient. `keep` stays, because it already belongs to the next contact; so does the rest of a body. */
export function withoutRecipient(fields: Fields, keep: FieldName | null = null): Fields {
  const emptied = { ...fields };
  for (const name of recipientFields(fields.command)) {
    if (name === 'body') emptied.body = keep === 'body' ? fields.body : bodyWithoutRecipient(fields.body);
    else if (name !== keep && (name === 'customerKey' || name === 'email' || name === 'firstName')) emptied[name] = '';
  }
  return emptied;
}

/**
 * Puts the recipient into the fields. Only for the same account and a command that identifies contacts in the same way. If nothing of the
 * body is left without its contact, the copy's whole body is used.
 */
export function withRecipient(fields: Fields, copy: RecipientCopy): Fields {
  switch (sendCommands[fields.command].contact) {
    case 'customerKey':
      return { ...fields, customerKey: copy.customerKey };
    case 'email':
      return { ...fields, email: copy.email, firstName: copy.firstName };
    case 'body':
      return { ...fields, body: fields.body.trim() === '' ? copy.body : bodyWithRecipient(bodyWithoutRecipient(fields.body), copy.body) };
  }
}

/** Whether the recipient can be used in this form. In another account the same key is another contact. */
export const fitsForm = (fields: Pick<Fields, 'accountId' | 'command'>, copy: RecipientCopy): boolean =>
  fields.accountId === copy.accountId && sendCommands[fields.command].contact === sendCommands[copy.command].contact;

export const isSameRecipient = (one: RecipientCopy, other: RecipientCopy): boolean =>
  fitsForm(one, other) &&
  recipientFields(one.command).every((name) => JSON.stringify(Reflect.get(one, name)) === JSON.stringify(Reflect.get(other, name)));

/** Whether both are the same contact, however it is written. */
export const isSamePerson = (one: RecipientCopy, other: RecipientCopy): boolean =>
  fitsForm(one, other) && foldLookAlikes(recipientName(one)) === foldLookAlikes(recipientName(other));
