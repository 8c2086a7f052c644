/** Whether the contact in the form was sent to, and which contacts were entered but never sent to. */
import type { Draft } from '../../electron/shared/ipc/contract.ts';
import { copyRecipient, fitsForm, isSamePerson, isSameTarget, recipientName, type RecipientCopy } from './recipient-copy.ts';
import type { Fields } from './fields.ts';

/** `review`: the press is waiting in the review sheet. */
export type UseState = 'sending' | 'review' | 'accepted' | 'unknown';

/** The result of an earlier press: the message was or may have been sent. */
type ServedState = 'accepted' | 'unknown';

/** The contact in the form was used by this press, and nothing was typed since. */
export interface UsedRecipient {
  pressId: string;
  state: UseState;
  /** The result of an earlier press to the same contact; restored if this press sends nothing. */
  before: ServedState | null;
  copy: RecipientCopy;
}

interface EndedPress {
  pressId: string;
  state: UseState | null;
}

type RecipientUseCopy = Draft['use'];

/** The maximum number of listed contacts, so that they don't fill the screen; the oldest is dropped. */
const maxNotSent = 20;
/** The number of finished presses that are remembered, for messages that are brought back after their send. */
const maxEnded = 50;

export class RecipientUse {
  used = $state.raw<UsedRecipient | null>(null);
  /** The last used contact that was removed from the form; one key brings it back. */
  earlier = $state.raw<RecipientCopy | null>(null);
  /** The contact in the form, if Enter was refused for it. */
  refused = $state.raw<RecipientCopy | null>(null);
  /** Contacts that were entered, not sent to, and then typed over. */
  notSent = $state.raw<readonly RecipientCopy[]>([]);
  /** The used contact whose body was edited as JSON: the remaining fields may still belong to them. */
  writtenOver = $state.raw<RecipientCopy | null>(null);
  /** Whether the form's contact was typed and Send wasn't pressed since. */
  isTyped = false;
  /** Whether the form's contact is about to be typed over completely. */
  #isReplaced = false;
  /** The results of the last presses: a message that was set aside during its send may be brought back afterwards. */
  #ended: readonly EndedPress[] = [];

  begin(pressId: string, fields: RecipientCopy): void {
    const copy = copyRecipient(fields);
    this.#remember(pressId, 'sending');
    this.used = { pressId, state: 'sending', before: this.#servedBefore(copy), copy };
    this.refused = null;
    this.isTyped = false;
    this.writtenOver = null;
    this.notSent = this.notSent.filter((one) => !isSameSend(one, copy));
  }

  #servedBefore(copy: RecipientCopy): ServedState | null {
    const { used } = this;
    if (used === null || !isSamePerson(used.copy, copy)) return null;
    return used.state === 'accepted' || used.state === 'unknown' ? used.state : used.before;
  }

  /**
   * `null`: this press sent nothing, so the contact is unused, or has the state of an earlier send. Has no effect on the form once
   * something else was typed.
   */
  setState(pressId: string, state: UseState | null): void {
    this.#remember(pressId, state);
    if (this.used?.pressId !== pressId) return;
    const now = state ?? this.used.before;
    this.used = now === null ? null : { ...this.used, state: now };
  }

  #remember(pressId: string, state: UseState | null): void {
    const others = this.#ended.filter((one) => one.pressId !== pressId);
    const isOver = state !== 'sending' && state !== 'review';
    this.#ended = isOver ? [...others, { pressId, state }].slice(-maxEnded) : others;
  }

  /** Removes the used contact, for another message or because another contact is typed. */
  release(): void {
    this.earlier = this.used?.copy ?? this.earlier;
    this.used = null;
    this.isTyped = false;
  }

  refuse(fields: RecipientCopy): void {
    this.refused = copyRecipient(fields);
  }

  /** The refused contact is typed over completely: list it as not sent to, so that it isn't missed. */
  replaceRefused(): void {
    if (this.refused === null) return;
    this.listRefusedAsNotSent();
    this.#isReplaced = true;
  }

  /** Whether the next typing belongs to another contact than the form's. */
  get isNext(): boolean {
    return this.used !== null || this.#isReplaced;
  }

  /** Call with each change to the contact in the form. */
  typed(): void {
    this.refused = null;
    this.isTyped = true;
  }

  /** Call when another contact was typed. */
  next(): void {
    if (this.used) this.release();
    this.#isReplaced = false;
    this.isTyped = true;
  }

  addNotSent(copy: RecipientCopy): void {
    if (recipientName(copy) === '') return;
    this.notSent = [...this.notSent.filter((one) => !isSameSend(one, copy)), copyRecipient(copy)].slice(-maxNotSent);
  }

  removeNotSent(copy: RecipientCopy): void {
    this.notSent = this.notSent.filter((one) => one !== copy);
  }

  /** Inserts it at its old position; contacts added meanwhile stay. */
  restoreNotSent(copy: RecipientCopy, at: number): void {
    if (this.notSent.some((one) => isSameSend(one, copy))) return;
    this.notSent = [...this.notSent.slice(0, at), copy, ...this.notSent.slice(at)];
  }

  /** The refused contact is no longer in the form: list it as not sent to. */
  listRefusedAsNotSent(): void {
    if (this.refused === null) return;
    this.addNotSent(this.refused);
    this.refused = null;
  }

  /** Another contact is about to take the place of the form's: list that one if it was typed for a message that was never sent. */
  listTypedOver(fields: RecipientCopy): void {
    this.listRefusedAsNotSent();
    if (this.isTyped && this.used === null) this.addNotSent(fields);
  }

  /** The contact that one key brings back, if it fits this form. */
  earlierFor(fields: Pick<Fields, 'accountId' | 'command'>): RecipientCopy | null {
    return this.earlier && fitsForm(fields, this.earlier) ? this.earlier : null;
  }

  copy(): RecipientUseCopy {
    const { used, earlier, refused, notSent, writtenOver, isTyped } = this;
    return { used, earlier, refused, notSent: [...notSent], writtenOver, isTyped };
  }

  restore({ used, earlier, refused, notSent, writtenOver, isTyped }: RecipientUseCopy): void {
    Object.assign(this, { used, earlier, refused, notSent, writtenOver, isTyped });
    const ended = this.#ended.find(({ pressId }) => pressId === used?.pressId);
    if (ended) this.setState(ended.pressId, ended.state);
  }
}

/** Whether both were entered for the same message to the same contact. */
const isSameSend = (one: RecipientCopy, other: RecipientCopy): boolean => isSamePerson(one, other) && isSameTarget(one, other);
