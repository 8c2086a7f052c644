/** What became of the contact in the form: whether a message was sent to them, and which contacts were entered and never sent to. */
import type { Draft } from '../../electron/shared/ipc/contract.ts';
import { copyRecipient, fits, isSamePerson, isSameTarget, recipientName, type RecipientCopy } from './recipient-copy.ts';
import type { Fields } from './fields.ts';

/** `review`: the press waits for the review sheet. */
export type UseState = 'sending' | 'review' | 'accepted' | 'unknown';

/** What an earlier press came to: the message went or may have gone. */
type ServedState = 'accepted' | 'unknown';

/** The contact that stands in the form was used by this press, and nothing was typed since. */
export interface UsedRecipient {
  pressId: string;
  state: UseState;
  /** Of an earlier press to the same contact: that holds again where this one sends nothing. */
  before: ServedState | null;
  copy: RecipientCopy;
}

interface EndedPress {
  pressId: string;
  state: UseState | null;
}

type RecipientUseCopy = Draft['use'];

/** More would fill the screen; the oldest makes room, and by then somebody types without looking. */
const most = 20;
/** Presses whose end is remembered: nobody brings back a message that was put aside so many sends ago. */
const mostEnded = 50;

export class RecipientUse {
  used = $state.raw<UsedRecipient | null>(null);
  /** The used contact that the form let go last: one key brings it back. */
  earlier = $state.raw<RecipientCopy | null>(null);
  /** The contact in the form, if Enter was refused for it. */
  refused = $state.raw<RecipientCopy | null>(null);
  /** Contacts that were entered, not sent to, and then typed over. */
  notSent = $state.raw<readonly RecipientCopy[]>([]);
  /** The contact that was sent to and whose body somebody wrote over as JSON: what is left of them there may be of nobody else. */
  writtenOver = $state.raw<RecipientCopy | null>(null);
  /** Whether what stands in the form is about to be typed over as a whole. */
  #isReplaced = false;
  /** What the last presses came to: a message that was put aside during its send may come back afterwards. */
  #ended: readonly EndedPress[] = [];

  begin(pressId: string, fields: RecipientCopy): void {
    const copy = copyRecipient(fields);
    this.#remember(pressId, 'sending');
    this.used = { pressId, state: 'sending', before: this.#servedBefore(copy), copy };
    this.refused = null;
    this.writtenOver = null;
    this.notSent = this.notSent.filter((one) => !isSameSend(one, copy));
  }

  #servedBefore(copy: RecipientCopy): ServedState | null {
    const { used } = this;
    if (used === null || !isSamePerson(used.copy, copy)) return null;
    return used.state === 'accepted' || used.state === 'unknown' ? used.state : used.before;
  }

  /**
   * `null`: nothing was sent by this press, so the contact is one like any other, or one that was sent to before. Has no effect on the form once
   * something else was typed.
   */
  mark(pressId: string, state: UseState | null): void {
    this.#remember(pressId, state);
    if (this.used?.pressId !== pressId) return;
    const now = state ?? this.used.before;
    this.used = now === null ? null : { ...this.used, state: now };
  }

  #remember(pressId: string, state: UseState | null): void {
    const others = this.#ended.filter((one) => one.pressId !== pressId);
    const isOver = state !== 'sending' && state !== 'review';
    this.#ended = isOver ? [...others, { pressId, state }].slice(-mostEnded) : others;
  }

  /** The used contact is let go, for another message or because another one is typed. */
  release(): void {
    this.earlier = this.used?.copy ?? this.earlier;
    this.used = null;
  }

  refuse(fields: RecipientCopy): void {
    this.refused = copyRecipient(fields);
  }

  /** The refused contact is typed over as a whole: it is kept in sight, so that nobody is skipped unseen. */
  replaceRefused(): void {
    if (this.refused === null) return;
    this.keepRefused();
    this.#isReplaced = true;
  }

  /** Whether the next thing typed is of another contact than the rest of what stands in the form. */
  get isNext(): boolean {
    return this.used !== null || this.#isReplaced;
  }

  /** Something of another contact was typed. */
  next(): void {
    if (this.used) this.release();
    this.#isReplaced = false;
  }

  keepNotSent(copy: RecipientCopy): void {
    if (recipientName(copy) === '') return;
    this.notSent = [...this.notSent.filter((one) => !isSameSend(one, copy)), copyRecipient(copy)].slice(-most);
  }

  forgetNotSent(copy: RecipientCopy): void {
    this.notSent = this.notSent.filter((one) => one !== copy);
  }

  /** In its old place; what has come meanwhile stays. */
  restoreNotSent(copy: RecipientCopy, at: number): void {
    if (this.notSent.some((one) => isSameSend(one, copy))) return;
    this.notSent = [...this.notSent.slice(0, at), copy, ...this.notSent.slice(at)];
  }

  /** The refused contact stands in the form no more, whatever took its place: it is kept in sight. */
  keepRefused(): void {
    if (this.refused === null) return;
    this.keepNotSent(this.refused);
    this.refused = null;
  }

  /** Of the contacts that one key brings back, the one that belongs into such a form. */
  earlierFor(fields: Pick<Fields, 'accountId' | 'command'>): RecipientCopy | null {
    return this.earlier && fits(fields, this.earlier) ? this.earlier : null;
  }

  copy(): RecipientUseCopy {
    const { used, earlier, refused, notSent, writtenOver } = this;
    return { used, earlier, refused, notSent: [...notSent], writtenOver };
  }

  put({ used, earlier, refused, notSent, writtenOver }: RecipientUseCopy): void {
    Object.assign(this, { used, earlier, refused, notSent, writtenOver });
    const ended = this.#ended.find(({ pressId }) => pressId === used?.pressId);
    if (ended) this.mark(ended.pressId, ended.state);
  }
}

/** Whether both were entered for the same message to the same contact. */
const isSameSend = (one: RecipientCopy, other: RecipientCopy): boolean => isSamePerson(one, other) && isSameTarget(one, other);
