/** What is typed into the send form. It outlives the screen: a look at the log loses nothing. */
import {
  gapsIn,
  isKeptByFields,
  leftOf,
  readBody,
  sendCommands,
  withoutPerson,
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
import { bodyOrNew, customFields, customTrouble, hasCustomFields, type CustomField } from './contact-draft.ts';
import { without } from './field-errors.ts';
import {
  copyRecipient,
  fits,
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

/** All that another preset would replace. */
export type FormCopy = Omit<Draft, 'underWay' | 'isServed' | 'reviewed'>;

/** What the log does not have of a body, also where retention has removed it. */
const gapsOf = ({ requestBody, bodyRemovedAt }: EntryDetail): readonly string[] =>
  requestBody === null && bodyRemovedAt !== null ? ['all'] : gapsIn(requestBody ?? '');

interface Place {
  list: string;
  template: string;
}
const noPlace: Place = { list: '', template: '' };
const isTyped = ({ list, template }: Place): boolean => list.trim() !== '' || template.trim() !== '';

class SendForm {
  fields = $state<Fields>(emptyFields(''));
  presetId = $state<string | null>(null);
  touched = $state.raw<ReadonlySet<FieldName>>(new Set());
  /** Whether Send was pressed since the form was filled. */
  pressed = $state(false);
  refused = $state.raw<FieldErrors>({});
  /** Fields of the body that the log did not keep, of an entry that is used again: while one of them is missing, nothing is sent. */
  gaps = $state.raw<readonly string[]>([]);
  /** The custom data as it is typed: a field without a name yet is no part of the body. */
  customFields = $state.raw<readonly CustomField[]>([]);
  /** What was pasted into the field that names the contact and could not be taken, until something is typed there. */
  pasted = $state.raw<{ field: FieldName; words: string } | null>(null);
  /** Whether a person opened the message's fields. They stay open until another message is loaded, or until they are folded. */
  isOpened = $state(false);
  /** How a contact in a body is looked at. */
  contactView = $state<'fields' | 'json'>('fields');
  /** A quiet line under the customer key, during the first minutes of Keypost's life on a computer. */
  keyHint = $state<KeyHint>('none');
  /** The key that Keypost typed at its first start; empty once it does not stand for practice any more. */
  trialKey = '';
  /** Whether the contact that stands here was sent to, and which were entered too early. */
  readonly use = new RecipientUse();
  /** Counts the wishes to focus the field that names the contact. Only what a person does focuses it, never a response. */
  keyWanted = $state.raw({ count: 0, select: false });
  /** Grows with everything that a person changes here. */
  edits = 0;

  /** List and template as they were typed before a command that numbers them was chosen, or one that names them. */
  otherPlace = $state.raw(noPlace);

  /** Grows whenever a press was refused and the first refused field should have the focus. */
  refusals = $state(0);

  readonly preset = $derived(presets.get(this.presetId));
  readonly edited = $derived(this.preset !== null && differsFromPreset(this.fields, this.preset));
  readonly unsaved = $derived(hasUnsaved(this.fields, this.preset) || isTyped(this.otherPlace) || this.#customTrouble !== '');
  readonly account: AccountView | null = $derived(accounts.list.find((one) => one.id === this.fields.accountId) ?? null);
  /** A preset that was deleted meanwhile is not named. */
  readonly message: Message = $derived({ ...this.fields, presetId: this.preset?.id ?? null });

  /** Whether there is something about the message to see or to do that its summary can't show. */
  readonly mustUnfold = $derived(
    this.preset === null || this.edited || this.account === null || missingReferences.of(this.preset.id) !== undefined,
  );
  /** Whether the fields of the message are shown, or only their summary. */
  readonly unfolded = $derived(this.isOpened || this.mustUnfold);

  /** Why the message can't go as it stands although every field is fine; `null` where it can. */
  get missing(): FieldErrors | null {
    const { contact } = sendCommands[this.fields.command];
    const { pasted } = this;
    if (pasted && recipientFields(this.fields.command).includes(pasted.field)) return { [pasted.field]: pasted.words };
    if (contact !== 'body') return null;
    if (this.#customTrouble !== '') return { body: this.#customTrouble };
    const body = this.fields.body.trim();
    const open = this.gaps.filter((gap) => (gap === 'all' ? body === '' : !Object.hasOwn(readBody(body) ?? {}, gap)));
    const { leftOver } = this;
    if (leftOver.length > 0 && this.use.writtenOver) {
      const params = { fields: leftOver, earlier: recipientName(this.use.writtenOver) };
      return { body: textOf({ code: 'send.leftOver', params }) };
    }
    if (open.length === 0) return null;
    const what = open.join(', ');
    return {
      body: `The log did not keep what this said (${what}), so it would go without. Type it again, as JSON where no field is for it, then send.`,
    };
  }

  /** Where a person looks at the JSON, they see what goes. */
  get #customTrouble(): string {
    const { body, command } = this.fields;
    const shown = this.contactView === 'fields' && (body.trim() === '' || isKeptByFields(body)) && sendCommands[command].contact === 'body';
    return shown && hasCustomFields(bodyOrNew(body), this.customFields) ? customTrouble(this.customFields) : '';
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

  put(copy: FormCopy): void {
    this.use.put(copy.use);
    this.fields = { ...copy.fields };
    this.presetId = copy.presetId;
    this.gaps = copy.gaps;
    this.isOpened = copy.isOpened;
    this.otherPlace = copy.otherPlace;
    this.customFields = copy.customFields;
    this.#fresh();
  }

  /** The message of a copy stands in the form again. A contact that was typed since then stays, or is kept in sight where it can't. */
  bringBackMessage(copy: FormCopy): void {
    const typed = copyRecipient(this.fields);
    const isOthers = this.use.used === null && recipientName(typed) !== '' && !isSameRecipient(typed, copy.fields);
    const { notSent, refused } = this.use;
    this.put(copy);
    this.use.notSent = notSent;
    if (!isOthers) {
      this.use.refused ??= refused && isSameRecipient(refused, this.fields) ? refused : null;
      return;
    }
    if (!fits(this.fields, typed)) return this.use.keepNotSent(typed);
    if (this.use.used) this.use.release();
    this.use.keepRefused();
    this.use.refused = refused;
    this.fields = withRecipient(this.fields, typed);
  }

  /** What is typed of the next contact stays, and so does the account of a preset that is for any. */
  load(preset: Preset): void {
    if (preset.id !== this.presetId || !isSameTarget(this.fields, fieldsOfPreset(preset, this.fields))) this.#letGoOfUsed();
    this.#keepRefusedOutOfSight(preset.command);
    this.#fill(fieldsOfPreset(preset, this.fields), preset.id, [], this.isOpened && preset.id === this.presetId);
    this.#rememberAccount();
  }

  /** An account that is gone can't be chosen for the person: then none is. */
  reuse(entry: EntryDetail): void {
    const fields = fieldsOfEntry(entry);
    this.use.keepRefused();
    this.use.release();
    this.use.writtenOver = null;
    this.#fill(fields, entry.presetId, gapsOf(entry));
    this.#rememberAccount();
  }

  clear(): void {
    this.use.keepRefused();
    this.use.release();
    this.use.writtenOver = null;
    this.#fill(emptyFields(this.fields.accountId), null, []);
  }

  /** A key that Keypost itself typed for practice is not taken to another account. */
  chooseAccount(id: string): void {
    this.#letGoOfUsed();
    this.fields.accountId = id;
    if (this.account?.kind !== 'practice') this.#endTrial();
    // Numbers are a realm's own.
    if (sendCommands[this.fields.command].namedBy === 'name') this.otherPlace = noPlace;
    this.touch('accountId');
    this.#rememberAccount();
  }

  /** What was refused, was refused of another command; and a number is no name of a list or template, nor the other way round. */
  chooseCommand(id: CommandId): void {
    this.edits++;
    this.#letGoOfUsed();
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
    else if (isTargetField(name)) this.#letGoOfUsed();
    if (!this.touched.has(name)) this.touched = new Set([...this.touched, name]);
    this.refused = without(this.refused, name);
    if (this.pasted?.field === name) this.pasted = null;
  }

  /** They would become one name. Until something else is typed nothing is sent: it would go to whom stood there before. */
  refusePieces(field: 'customerKey' | 'email' | 'firstName' | 'body', kind: 'lines' | 'cells', count: number): void {
    this.pasted = { field, words: textOf({ code: 'send.pastedPieces', params: { kind, count } }) };
    this.refused = { ...this.refused, [field]: this.pasted.words };
  }

  refuse(fields: FieldErrors): void {
    this.refused = fields;
    if (messageFieldNames.some((name) => fields[name] !== undefined)) this.isOpened = true;
    this.refusals++;
  }

  /** `select`: what stands there is done with, so that what is typed next takes its place. */
  wantKey(select = false): void {
    this.keyWanted = { count: this.keyWanted.count + 1, select };
  }

  /**
   * Changes a part of the body, whatever the control is. The first change after it was sent begins the next contact's body, so the change is
   * made to one that has nothing of the contact before in it.
   */
  changeBody(change: (body: JsonObject) => string): void {
    this.fields.body = change(bodyOrNew(this.use.isNext ? withoutPerson(this.fields.body) : this.fields.body));
    this.touch('body');
  }

  /** The body as a person writes it. They decide what is in it, but what is left of the contact that was sent to is asked about. */
  writeBody(text: string): void {
    if (this.use.used) this.use.writtenOver = this.use.used.copy;
    this.gaps = [];
    this.fields.body = text;
    this.touch('body');
  }

  /** Fields of a body that somebody wrote over and that still say what they said of the contact before; empty where nobody else is named. */
  get leftOver(): readonly string[] {
    const { writtenOver } = this.use;
    return writtenOver === null ? [] : leftOf(bodyOrNew(writtenOver.body), bodyOrNew(this.fields.body));
  }

  /** Answers what `missing` asks about them. */
  decideLeftOver(choice: 'keep' | 'remove'): void {
    const left = new Set(this.leftOver);
    this.use.writtenOver = null;
    const rest = Object.entries(bodyOrNew(this.fields.body)).filter(([name]) => !left.has(name));
    if (choice === 'remove') this.fields.body = writeBody(Object.fromEntries(rest));
    this.touch('body');
  }

  /** The message that stands here goes now; what is typed from here on is of the next one. Whether it went to this contact before. */
  begin(pressId: string): boolean {
    this.use.begin(pressId, this.fields);
    this.wantKey(true);
    return this.use.used?.before != null;
  }

  /** Another key takes the place of the one that is typed. */
  pickKey(key: string): void {
    this.use.keepRefused();
    this.fields.customerKey = key;
    this.touch('customerKey');
  }

  /** Whether a contact was brought back: the used one that the form let go last. */
  bringBack(): boolean {
    const earlier = this.use.earlierFor(this.fields);
    if (earlier === null) return false;
    this.#replaceRecipient(earlier);
    return true;
  }

  /** A contact that was entered and not sent to stands in the form again; one that is typed there takes its place. */
  putBack(copy: RecipientCopy): void {
    const typed: RecipientCopy = { ...this.fields };
    this.use.forgetNotSent(copy);
    if (this.use.used) this.use.release();
    else this.use.keepNotSent(typed);
    this.#replaceRecipient(copy);
    // Typed over instead of sent, it goes back to the others.
    this.use.refuse(this.fields);
    this.wantKey(true);
  }

  #replaceRecipient(copy: RecipientCopy): void {
    this.use.writtenOver = null;
    this.fields = withRecipient(this.fields, copy);
    for (const name of recipientFields(this.fields.command)) this.touch(name);
  }

  /** The first thing typed into a used contact belongs to the next one: nothing of the one before stays beside it. */
  #recipientTyped(name: FieldName): void {
    this.use.refused = null;
    if (!this.use.isNext) return;
    this.use.next();
    this.fields = withoutRecipient(this.fields, name);
  }

  /** Another message must not go to whoever was served last, unless they are typed or brought back. */
  #letGoOfUsed(): void {
    if (this.use.used === null) return;
    this.use.release();
    this.fields = withoutRecipient(this.fields);
  }

  /** A key can't be seen in a form for addresses, nor the other way round. */
  #keepRefusedOutOfSight(next: CommandId): void {
    const { refused } = this.use;
    if (refused === null || sendCommands[refused.command].contact === sendCommands[next].contact) return;
    this.use.keepRefused();
    this.fields = withoutRecipient(this.fields);
  }

  #fill(fields: Fields, presetId: string | null, gaps: readonly string[], isOpened = false): void {
    const custom = customFields(bodyOrNew(fields.body));
    this.put({ fields, presetId, gaps: [...gaps], isOpened, otherPlace: noPlace, customFields: [...custom], use: this.use.copy() });
  }

  #fresh(): void {
    this.edits++;
    if (this.account?.kind !== 'practice') this.#endTrial();
    this.touched = new Set();
    this.pressed = false;
    this.refused = {};
    this.pasted = null;
    this.wantKey();
  }

  #endTrial(): void {
    this.keyHint = 'none';
    if (this.trialKey !== '' && this.fields.customerKey === this.trialKey) this.fields.customerKey = '';
    this.trialKey = '';
  }

  /** Only a convenience for the next start, so a failure is not worth a word. */
  #rememberAccount(): void {
    if (this.account) void call('settings.save', { lastAccountId: this.account.id });
  }
}

export const form = new SendForm();
