/** The content of the send form. It outlives the screen: visiting the log loses nothing. */
import {
  redactedFieldsIn,
  isKeptByFields,
  leftOverFields,
  readBody,
  sendCommands,
  bodyWithoutRecipient,
  writeBody,
  type AccountView,
  type CommandId,
  type Draft,
  type EntryDetail,
  type FieldErrors,
  type JsonObject,
  type Message,
  type Preset,
} from '../../electron/shared/ipc/contract.ts';
import { textOf } from '../../electron/shared/i18n/text.ts';
import { accounts } from '../stores/accounts.svelte.ts';
import { call } from '../ipc/bridge.ts';
import { missingReferences } from '../stores/missing-references.svelte.ts';
import { presets } from '../stores/presets.svelte.ts';
import { bodyOrNew, customFields, customFieldsError, hasCustomFields, type CustomField } from './contact-draft.ts';
import { without } from './field-errors.ts';
import {
  copyRecipient,
  fitsForm,
  isSameRecipient,
  isSameTarget,
  isTargetField,
  recipientFields,
  recipientName,
  withoutRecipient,
  withRecipient,
  type RecipientCopy,
} from './recipient-copy.ts';
import { RecipientUse } from './recipient-use.svelte.ts';
import type { KeyHint } from './send-labels.ts';
import {
  differsFromPreset,
  emptyFields,
  fieldsOfEntry,
  fieldsOfPreset,
  hasUnsaved,
  messageFieldNames,
  type FieldName,
  type Fields,
} from './fields.ts';

/** Everything that loading another preset would replace. */
export type FormCopy = Omit<Draft, 'underWay' | 'isServed' | 'reviewed'>;

/** Parts of the body that the log doesn't have, also because retention removed them. */
const gapsOf = ({ requestBody, bodyRemovedAt }: EntryDetail): readonly string[] =>
  requestBody === null && bodyRemovedAt !== null ? ['all'] : redactedFieldsIn(requestBody ?? '');

interface ListAndTemplate {
  list: string;
  template: string;
}
const noListAndTemplate: ListAndTemplate = { list: '', template: '' };
const isTyped = ({ list, template }: ListAndTemplate): boolean => list.trim() !== '' || template.trim() !== '';

class SendForm {
  fields = $state<Fields>(emptyFields(''));
  presetId = $state<string | null>(null);
  touched = $state.raw<ReadonlySet<FieldName>>(new Set());
  /** Whether Send was pressed since the form was filled. */
  pressed = $state(false);
  refused = $state.raw<FieldErrors>({});
  /** When an entry is used again: fields of its body that the log did not keep. While one is missing, nothing is sent. */
  gaps = $state.raw<readonly string[]>([]);
  /** The custom data as typed; a field without a name isn't part of the body yet. */
  customFields = $state.raw<readonly CustomField[]>([]);
  /** Text that was pasted into a recipient field but rejected, until something is typed there. */
  pasted = $state.raw<{ field: FieldName; text: string } | null>(null);
  /** Whether the user opened the message's fields. They stay open until another message is loaded or they are folded. */
  isOpened = $state(false);
  /** How a contact in a body is edited. */
  contactView = $state<'fields' | 'json'>('fields');
  /** A discreet hint under the customer key, during the first minutes after the installation. */
  keyHint = $state<KeyHint>('none');
  /** The key that Keypost filled in at its first start; empty once it no longer stands for practice. */
  trialKey = '';
  /** Whether the contact in the form was sent to, and which contacts were entered too early. */
  readonly use = new RecipientUse();
  /** Counts the requests to focus the recipient field. Only user actions focus it, never a response. */
  focusRequest = $state.raw({ count: 0, select: false });
  /** Incremented with every change by the user. */
  edits = 0;

  /** The list and template typed before switching between commands that use names and those that use numbers. */
  otherPlace = $state.raw(noListAndTemplate);

  /** Incremented when a press was rejected and the first rejected field should get the focus. */
  refusals = $state(0);

  readonly preset = $derived(presets.get(this.presetId));
  readonly edited = $derived(this.preset !== null && differsFromPreset(this.fields, this.preset));
  readonly unsaved = $derived(hasUnsaved(this.fields, this.preset) || isTyped(this.otherPlace) || this.#customFieldsError !== '');
  readonly account: AccountView | null = $derived(accounts.list.find((one) => one.id === this.fields.accountId) ?? null);
  /** A preset that was deleted meanwhile isn't referenced. */
  readonly message: Message = $derived({ ...this.fields, presetId: this.preset?.id ?? null });

  /** Whether the message needs attention that its summary can't show. */
  readonly mustUnfold = $derived(
    this.preset === null || this.edited || this.account === null || missingReferences.of(this.preset.id) !== undefined,
  );
  /** Whether the message's fields are shown, or only their summary. */
  readonly isUnfolded = $derived(this.isOpened || this.mustUnfold);

  /** Why the message can't be sent although every field is valid; `null` if it can. */
  get blockingErrors(): FieldErrors | null {
    const { contact } = sendCommands[this.fields.command];
    const { pasted } = this;
    if (pasted && recipientFields(this.fields.command).includes(pasted.field)) return { [pasted.field]: pasted.text };
    if (contact !== 'body') return null;
    if (this.#customFieldsError !== '') return { body: this.#customFieldsError };
    const body = this.fields.body.trim();
    const missingFields = this.gaps.filter((gap) => (gap === 'all' ? body === '' : !Object.hasOwn(readBody(body) ?? {}, gap)));
    const { leftOver } = this;
    if (leftOver.length > 0 && this.use.writtenOver) {
      const params = { fields: leftOver, earlier: recipientName(this.use.writtenOver) };
      return { body: textOf({ code: 'send.leftOver', params }) };
    }
    if (missingFields.length === 0) return null;
    const what = missingFields.join(', ');
    return {
      body: `The log did not keep this part of the body (${what}). Type it again, as JSON if there is no field for it, then send.`,
    };
  }

  /** In the JSON view users see exactly what is sent. */
  get #customFieldsError(): string {
    const { body, command } = this.fields;
    const shown = this.contactView === 'fields' && (body.trim() === '' || isKeptByFields(body)) && sendCommands[command].contact === 'body';
    return shown && hasCustomFields(bodyOrNew(body), this.customFields) ? customFieldsError(this.customFields) : '';
  }

  copy(): FormCopy {
    return {
      fields: { ...this.fields },
      presetId: this.presetId,
      gaps: [...this.gaps],
      isOpened: this.isOpened,
      otherPlace: this.otherPlace,
      customFields: [...this.customFields],
      use: this.use.copy(),
    };
  }

  restore(copy: FormCopy): void {
    this.use.restore(copy.use);
    this.fields = { ...copy.fields };
    this.presetId = copy.presetId;
    this.gaps = copy.gaps;
    this.isOpened = copy.isOpened;
    this.otherPlace = copy.otherPlace;
    this.customFields = copy.customFields;
    this.#resetState();
  }

  /** Restores the message of a copy. A contact typed since then stays; if it doesn't fit, it is listed as not sent to. */
  bringBackMessage(copy: FormCopy): void {
    const typed = copyRecipient(this.fields);
    const isOthers = this.use.used === null && recipientName(typed) !== '' && !isSameRecipient(typed, copy.fields);
    const { notSent, refused } = this.use;
    this.restore(copy);
    this.use.notSent = notSent;
    if (!isOthers) {
      this.use.refused ??= refused && isSameRecipient(refused, this.fields) ? refused : null;
      return;
    }
    if (!fitsForm(this.fields, typed)) return this.use.addNotSent(typed);
    if (this.use.used) this.use.release();
    this.use.listRefusedAsNotSent();
    this.use.refused = refused;
    this.fields = withRecipient(this.fields, typed);
  }

  /** A typed contact stays, and so does the account if the preset is for any account. */
  load(preset: Preset): void {
    if (preset.id !== this.presetId || !isSameTarget(this.fields, fieldsOfPreset(preset, this.fields))) this.#releaseUsed();
    this.#keepRefusedOutOfSight(preset.command);
    this.#fill(fieldsOfPreset(preset, this.fields), preset.id, [], this.isOpened && preset.id === this.presetId);
    this.#rememberAccount();
  }

  /** An account that was deleted isn't replaced by another one: then none is chosen. */
  reuse(entry: EntryDetail): void {
    const fields = fieldsOfEntry(entry);
    this.use.listRefusedAsNotSent();
    this.use.release();
    this.use.writtenOver = null;
    this.#fill(fields, entry.presetId, gapsOf(entry));
    this.requestFocus(true);
    this.#rememberAccount();
  }

  clear(): void {
    this.use.listRefusedAsNotSent();
    this.use.release();
    this.use.writtenOver = null;
    this.#fill(emptyFields(this.fields.accountId), null, []);
  }

  /** The trial key that Keypost filled in isn't carried over to another account. */
  chooseAccount(id: string): void {
    this.#releaseUsed();
    this.fields.accountId = id;
    if (this.account?.kind !== 'practice') this.#endTrial();
    // Numbers are only valid in their own realm.
    if (sendCommands[this.fields.command].namedBy === 'name') this.otherPlace = noListAndTemplate;
    this.touch('accountId');
    this.#rememberAccount();
  }

  /** Field errors belong to the previous command; and a number isn't the name of a list or template, nor the other way round. */
  chooseCommand(id: CommandId): void {
    this.edits++;
    this.#releaseUsed();
    this.#keepRefusedOutOfSight(id);
    const [before, now] = [sendCommands[this.fields.command].namedBy, sendCommands[id].namedBy];
    if (before !== now) {
      const { list, template } = this.fields;
      this.fields.list = this.otherPlace.list;
      this.fields.template = this.otherPlace.template;
      this.otherPlace = { list, template };
    }
    this.fields.command = id;
    this.isOpened = true;
    this.touched = new Set();
    this.pressed = false;
    this.refused = {};
  }

  touch(name: FieldName): void {
    this.edits++;
    if (messageFieldNames.includes(name)) this.isOpened = true;
    if (recipientFields(this.fields.command).includes(name)) this.#recipientTyped(name);
    else if (isTargetField(name)) this.#releaseUsed();
    if (!this.touched.has(name)) this.touched = new Set([...this.touched, name]);
    this.refused = without(this.refused, name);
    if (this.pasted?.field === name) this.pasted = null;
  }

  /**
   * Several lines or cells would become one name. Nothing is sent until something else is typed, or it would go to the previous contact.
   */
  refusePieces(field: 'customerKey' | 'email' | 'firstName' | 'body', kind: 'lines' | 'cells', count: number): void {
    this.pasted = { field, text: textOf({ code: 'send.pastedPieces', params: { kind, count } }) };
    this.refused = { ...this.refused, [field]: this.pasted.text };
  }

  refuse(fields: FieldErrors): void {
    this.refused = fields;
    if (messageFieldNames.some((name) => fields[name] !== undefined)) this.isOpened = true;
    this.refusals++;
  }

  /** `select`: the field's content was used, so the next typing replaces it. */
  requestFocus(select = false): void {
    this.focusRequest = { count: this.focusRequest.count + 1, select };
  }

  /**
   * Changes a part of the body, whichever control did it. The first change after a send begins the next contact's body, so it is applied to
   * a body without the previous contact.
   */
  changeBody(change: (body: JsonObject) => string): void {
    this.fields.body = change(bodyOrNew(this.use.isNext ? bodyWithoutRecipient(this.fields.body) : this.fields.body));
    this.touch('body');
  }

  /** The body as edited by the user, who decides what is in it. If data of the previous contact is left, `blockingErrors` asks about it. */
  writeBody(text: string): void {
    if (this.use.used) this.use.writtenOver = this.use.used.copy;
    this.gaps = [];
    this.fields.body = text;
    this.touch('body');
  }

  /** Fields of a rewritten body that still have the previous contact's values; empty if no other contact is named. */
  get leftOver(): readonly string[] {
    const { writtenOver } = this.use;
    return writtenOver === null ? [] : leftOverFields(bodyOrNew(writtenOver.body), bodyOrNew(this.fields.body));
  }

  /** Resolves what `blockingErrors` asks about the left-over fields. */
  resolveLeftOver(choice: 'keep' | 'remove'): void {
    const left = new Set(this.leftOver);
    this.use.writtenOver = null;
    const rest = Object.entries(bodyOrNew(this.fields.body)).filter(([name]) => !left.has(name));
    if (choice === 'remove') this.fields.body = writeBody(Object.fromEntries(rest));
    this.touch('body');
  }

  /**
   * The form's message is being sent; anything typed from here on belongs to the next one. Returns whether this contact was sent to before.
   */
  begin(pressId: string): boolean {
    this.use.begin(pressId, this.fields);
    this.requestFocus(true);
    return this.use.used?.before != null;
  }

  /** Replaces the key in the form; one that was typed and not sent to is listed. */
  pickKey(key: string): void {
    if (this.fields.customerKey.trim() === key && !this.use.isNext) return;
    this.use.listTypedOver(this.fields);
    this.#replaceRecipient({ ...this.fields, customerKey: key });
  }

  /** Brings back the last used contact. Returns whether there was one. */
  bringBack(): boolean {
    const earlier = this.use.earlierFor(this.fields);
    if (earlier === null) return false;
    this.#replaceRecipient(earlier);
    return true;
  }

  /** Puts a contact that was not sent to back into the form, replacing a typed one. */
  putBack(copy: RecipientCopy): void {
    const typed: RecipientCopy = { ...this.fields };
    this.use.removeNotSent(copy);
    if (this.use.used) this.use.release();
    else this.use.addNotSent(typed);
    this.#replaceRecipient(copy);
    // If it is typed over instead of sent, it is listed again.
    this.use.refuse(this.fields);
    this.requestFocus(true);
  }

  #replaceRecipient(copy: RecipientCopy): void {
    this.use.writtenOver = null;
    this.fields = withRecipient(this.fields, copy);
    for (const name of recipientFields(this.fields.command)) this.touch(name);
    this.use.isTyped = false;
  }

  /** The first change in a used contact begins the next one: nothing of the previous contact stays. */
  #recipientTyped(name: FieldName): void {
    this.use.typed();
    if (!this.use.isNext) return;
    this.use.next();
    this.fields = withoutRecipient(this.fields, name);
  }

  /** Another message must not go to the previous recipient unless it is typed or brought back. */
  #releaseUsed(): void {
    if (this.use.used === null) return;
    this.use.release();
    this.fields = withoutRecipient(this.fields);
  }

  /** A key isn't visible in a form for addresses, nor the other way round. */
  #keepRefusedOutOfSight(next: CommandId): void {
    const { refused } = this.use;
    if (refused === null || sendCommands[refused.command].contact === sendCommands[next].contact) return;
    this.use.listRefusedAsNotSent();
    this.fields = withoutRecipient(this.fields);
  }

  #fill(fields: Fields, presetId: string | null, gaps: readonly string[], isOpened = false): void {
    const custom = customFields(bodyOrNew(fields.body));
    this.restore({
      fields,
      presetId,
      gaps: [...gaps],
      isOpened,
      otherPlace: noListAndTemplate,
      customFields: [...custom],
      use: this.use.copy(),
    });
  }

  #resetState(): void {
    this.edits++;
    if (this.account?.kind !== 'practice') this.#endTrial();
    this.touched = new Set();
    this.pressed = false;
    this.refused = {};
    this.pasted = null;
    this.requestFocus();
  }

  #endTrial(): void {
    this.keyHint = 'none';
    if (this.trialKey !== '' && this.fields.customerKey === this.trialKey) this.fields.customerKey = '';
    this.trialKey = '';
  }

  /** Only a convenience for the next start, so a failure isn't reported. */
  #rememberAccount(): void {
    if (this.account) void call('settings.save', { lastAccountId: this.account.id });
  }
}

export const form = new SendForm();
