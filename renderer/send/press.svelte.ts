/**
 * One press of Send in the page. The main process enforces all the rules; this class only keeps the display correct. The message is copied
 * at the press: anything typed after that belongs to the next message, and no response changes it.
 */
import type {
  Draft,
  Envelope,
  EntryDetail,
  Failure,
  LatestPress,
  Message,
  Press as PressInput,
  PressResult,
  Review,
  SendPhase,
} from '../../electron/shared/ipc/contract.ts';
import { mayHaveBeenSent } from '../../electron/shared/domain/may-have-been-sent.ts';
import { textOf, type Text } from '../../electron/shared/i18n/text.ts';
import { call, on } from '../ipc/bridge.ts';
import { copyRecipient, recipientFields, recipientName } from './recipient-copy.ts';
import { form } from './send-form.svelte.ts';

/** Milliseconds. Two presses this close together with nothing typed in between count as one: a double click or a bouncing key. */
const bounceMs = 350;

/** Milliseconds. A send that is faster than this shows its outcome directly: rendering it as running would only delay that. */
const briefMs = 60;

/** Failures after which it is unknown whether something was sent. */
const unclearCodes: ReadonlySet<string> = new Set(['bridge', 'internal', 'pressUsed']);

/** The initial value: no press to debounce. */
const noPress = { at: -bounceMs, edits: -1 };

interface PendingReview {
  review: Review;
  press: PressInput;
  /** Whether consent was given already but wasn't valid: too old, or something changed meanwhile. */
  again: boolean;
}

/** Whether the review says that this contact has, or may have, the message already. */
const isDuplicate = ({ reasons }: Review): boolean => reasons.some(({ code }) => code === 'duplicate');

/** Why Enter sent nothing. `count` distinguishes refusals with the same text. */
interface Refusal {
  text: Text;
  count: number;
}

/** State that survives a reload of the page. */
type PressCopy = Pick<Draft, 'underWay' | 'isServed' | 'reviewed'>;

interface Running {
  press: PressInput;
  /** In the time of `performance.now()`. */
  startedAt: number;
}

/** Whether the message was or may have been sent: then another Enter right away doesn't mean to send it again. */
const mayHaveSent = (result: PressResult): boolean =>
  result.kind === 'finished' && (result.entry.state === 'accepted' || result.entry.state === 'unknown');

class Press {
  /** Set while a send is running. */
  running = $state.raw<Running | null>(null);
  /** Whether the running send is displayed. Until then the previous outcome stays, marked with `aria-busy`. */
  isShown = $state(false);
  /** Its progress; `null` until the main process reports it. */
  phase = $state.raw<SendPhase | null>(null);
  cancelling = $state(false);
  entry = $state.raw<EntryDetail | null>(null);
  /** Incremented with each new message, so that the same outcome twice in a row is announced twice. */
  announcements = $state(0);
  /** Why nothing was sent, if the reason isn't about a field. */
  failure = $state('');
  pendingReview = $state.raw<PendingReview | null>(null);
  /** Why a press was refused, until something else happens. A refused press is never queued: nothing is sent for it later. */
  refusal = $state.raw<Refusal | null>(null);
  /** The last press that may have sent something. */
  #last = noPress;
  /** Whether the running press's contact was sent to before: then they are never listed as not sent to. */
  #isServed = false;
  #showTimer: ReturnType<typeof setTimeout> | undefined;

  get isRunning(): boolean {
    return this.running !== null;
  }

  /** Returns a function that stops listening. */
  start(): () => void {
    const stops = [
      on('sendPhase', (phase) => {
        if (phase.pressId === this.running?.press.pressId) this.#follow(phase);
      }),
      on('entryChanged', ({ id, state }) => {
        if (this.entry?.id === id && this.entry.state !== state) void this.#reread(id);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** For a page that is loaded again. */
  copy(): PressCopy {
    const { pendingReview: pending } = this;
    const isReviewed = pending !== null && !this.#isServed && !isDuplicate(pending.review);
    return {
      underWay: this.running?.press.pressId ?? null,
      isServed: this.#isServed,
      reviewed: isReviewed ? copyRecipient(pending.press.message) : null,
    };
  }

  /** After a reload: continues with the send that was running, and shows its outcome. `before`: the state from before the reload. */
  async resume(
    { press, phase, isUnderWay, elapsedMs }: LatestPress,
    before: Pick<PressCopy, 'underWay' | 'isServed'> | null,
  ): Promise<void> {
    const { pressId } = press;
    if (!isUnderWay && before?.underWay !== pressId) return;
    this.#isServed = before?.isServed ?? false;
    const outcome = this.#awaitOutcome(press, performance.now() - elapsedMs, call('send.result', { pressId }));
    if (phase) this.#follow(phase);
    await outcome;
  }

  async send(): Promise<void> {
    if (this.pendingReview) return;
    const message: Message = { ...form.message };
    const { edits } = form;
    const at = performance.now();
    if (at - this.#last.at < bounceMs && edits === this.#last.edits) return;
    if (this.running) return this.#refuseEarly(this.running.press, message);
    if (form.blockingErrors) return form.refuse(form.blockingErrors);
    this.#last = { at, edits };
    await this.#submit({ pressId: crypto.randomUUID(), message, consent: null });
  }

  /** Keeps the press's id: a press that waits for consent hasn't been written to the log yet. */
  async confirmReview(): Promise<void> {
    const { pendingReview: pending } = this;
    if (this.running || !pending) return;
    this.pendingReview = null;
    this.#last = noPress;
    await this.#submit({ ...pending.press, consent: pending.review.token });
  }

  /** Lines or cells were pasted on the review sheet: they can't be one contact. */
  refusePiecesInReview(count: number, kind: 'lines' | 'cells'): void {
    if (this.pendingReview) this.#refuse({ code: 'send.piecesInReview', params: { kind, count } });
  }

  /** After typing on the review sheet, Enter was meant for the contact that was typed there. */
  refuseInReview(): void {
    const { pendingReview: pending } = this;
    if (!pending) return;
    const current = recipientName(pending.press.message);
    const next = form.use.used?.pressId === pending.press.pressId ? '' : recipientName(form.message);
    if (next === '') return this.#refuse({ code: 'send.reviewFirst', params: { current } });
    form.use.refuse(form.message);
    this.#refuse({ code: 'send.stillInReview', params: { current, next } });
  }

  cancelReview(): void {
    const { pendingReview: pending } = this;
    this.pendingReview = null;
    this.refusal = null;
    if (!pending) return;
    const { pressId, message } = pending.press;
    const isNext = form.use.used?.pressId !== pressId;
    const isServed = this.#isServed || isDuplicate(pending.review);
    form.use.setState(pressId, null);
    if (!isServed) {
      if (isNext) form.use.addNotSent(copyRecipient(message));
      else form.use.refuse(message);
    }
    // Also where nothing was typed since: a second Enter cancels the review before it was seen.
    this.failure = textOf({ code: 'send.reviewCancelled', params: { current: recipientName(message) } });
    form.requestFocus();
  }

  /** The outcome arrives separately: only the main process knows whether something was sent. */
  async cancel(): Promise<void> {
    if (!this.running || this.cancelling) return;
    this.cancelling = true;
    // A press after cancelling is intended.
    this.#last = noPress;
    await call('send.cancel', { pressId: this.running.press.pressId });
  }

  /** Ends the undo period. */
  async sendNow(): Promise<void> {
    if (this.running && this.phase?.phase === 'undoable') await call('send.now', { pressId: this.running.press.pressId });
  }

  forget(): void {
    this.entry = null;
    this.failure = '';
    this.refusal = null;
  }

  async #submit(press: PressInput): Promise<void> {
    form.refused = {};
    form.pressed = true;
    // The consent continues the same press: what was typed on the review sheet belongs to the next message and stays.
    if (press.consent === null) this.#isServed = form.begin(press.pressId);
    else form.use.setState(press.pressId, 'sending');
    await this.#awaitOutcome(press, performance.now(), call('send.press', press));
  }

  async #awaitOutcome(press: PressInput, startedAt: number, outcome: Promise<Envelope<PressResult>>): Promise<void> {
    // Clear the texts first, so that the same text is announced again.
    this.failure = '';
    this.refusal = null;
    this.cancelling = false;
    this.phase = null;
    this.running = { press, startedAt };
    this.#showTimer = setTimeout(() => {
      this.#show();
    }, briefMs);
    const result = await outcome;
    this.running = null;
    this.announcements++;
    this.#hide();
    if (!result.ok || !mayHaveSent(result.value)) this.#last = noPress;
    this.#finish(result, press);
  }

  /** Something else was typed: the refusal of the previous contact no longer applies. */
  forgetRefusal(): void {
    this.refusal = null;
  }

  #refuseEarly({ pressId, message }: PressInput, next: Message): void {
    const current = recipientName(message);
    const name = recipientName(next);
    if (form.use.used?.pressId === pressId || name === '') return this.#refuse({ code: 'send.alreadyUnderWay', params: { current } });
    form.use.refuse(next);
    form.requestFocus(true);
    const code = this.phase?.phase === 'undoable' ? 'send.stillUndoable' : 'send.stillSending';
    this.#refuse({ code, params: { current, next: name } });
  }

  #refuse(text: Text): void {
    this.refusal = { text, count: (this.refusal?.count ?? 0) + 1 };
  }

  /** A send that can be undone is displayed at once. */
  #follow(phase: SendPhase): void {
    this.phase = phase;
    if (phase.phase === 'undoable') this.#show();
  }

  #show(): void {
    clearTimeout(this.#showTimer);
    // The text of an Enter that was refused meanwhile stays.
    this.entry = null;
    this.failure = '';
    this.isShown = true;
  }

  #hide(): void {
    clearTimeout(this.#showTimer);
    this.isShown = false;
    this.forget();
  }

  /** An unknown send that was resolved later is no longer shown as unknown. */
  async #reread(id: number): Promise<void> {
    const result = await call('log.entry', { id });
    if (!result.ok || this.entry?.id !== id) return;
    this.entry = result.value;
    this.announcements++;
  }

  #finish(envelope: Envelope<PressResult>, press: PressInput): void {
    if (!envelope.ok) return this.#fail(envelope.error, press);
    const result = envelope.value;
    if (result.kind === 'needsConsent') {
      form.use.setState(press.pressId, 'review');
      this.pendingReview = { review: result.review, press, again: press.consent !== null };
      return;
    }
    if (result.kind === 'alreadySending') {
      form.use.setState(press.pressId, null);
      this.failure = result.sentence;
      return;
    }
    this.entry = result.entry;
    const { state } = result.entry;
    const isNext = form.use.used?.pressId !== press.pressId;
    form.use.setState(press.pressId, state === 'accepted' || state === 'unknown' ? state : null);
    // The response disappears with the next Enter, so list the contact for a user who has typed on.
    if (isNext && !this.#isServed && !mayHaveBeenSent(result.entry)) form.use.addNotSent(copyRecipient(press.message));
    form.pressed = false;
    if (form.keyHint !== 'none') form.keyHint = 'next';
  }

  /** There is no entry to show. If the next contact is typed already, the failed one is named and listed as not sent to. */
  #fail({ code, sentence, fields }: Failure, { pressId, message }: PressInput): void {
    const mayBeSent = unclearCodes.has(code);
    if (form.use.used?.pressId === pressId) {
      form.use.setState(pressId, mayBeSent ? 'unknown' : null);
      // If the next contact is typed without looking, this one is listed as not sent to. A contact that is invalid itself is corrected
      // instead.
      const isWrong = recipientFields(message.command).some((name) => fields?.[name] !== undefined);
      if (!mayBeSent && !isWrong && !this.#isServed) form.use.refuse(form.message);
      if (fields) return form.refuse(fields);
      this.failure = sentence;
      return;
    }
    form.use.setState(pressId, mayBeSent ? 'unknown' : null);
    if (!mayBeSent && !this.#isServed) form.use.addNotSent(copyRecipient(message));
    const reason = fields ? Object.values(fields).join(' ') : sentence;
    this.failure = textOf({ code: 'send.failedForEarlier', params: { current: recipientName(message), reason } });
  }
}

export const press = new Press();
