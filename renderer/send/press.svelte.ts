/**
 * One press of Send, from the page's side. Main is the real guard; this one only keeps the page honest and calm. The message was copied at
 * the press: what is typed from then on belongs to the next one, and no response touches it.
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
import { mayHaveGone } from '../../electron/shared/domain/may-have-gone.ts';
import { textOf, type Text } from '../../electron/shared/i18n/text.ts';
import { call, on } from '../ipc/bridge.ts';
import { copyRecipient, recipientFields, recipientName } from './recipient-copy.ts';
import { form } from './send-form.svelte.ts';

/** Two activations this close together, with nothing typed in between, are one press to the person: a double click, a bouncing key. */
const bounceMs = 350;

/** A send that is over sooner than this many milliseconds shows its outcome at once: to draw it as under way would only hold up that. */
const briefMs = 60;

/** Failures after which nobody knows whether something was sent. */
const unclear: ReadonlySet<string> = new Set(['bridge', 'internal', 'pressUsed']);

/** No press that a bounce could follow. */
const none = { at: -bounceMs, edits: -1 };

interface Asked {
  review: Review;
  press: PressInput;
  /** Whether a consent was given already and did not count: too old, or something changed meanwhile. */
  again: boolean;
}

/** Whether the review says that this contact has the message already, or may have it. */
const isDuplicate = ({ reasons }: Review): boolean => reasons.some(({ code }) => code === 'duplicate');

/** Why Enter sent nothing. `count` tells one refusal from the next with the same text. */
interface Refusal {
  text: Text;
  count: number;
}

/** For a page that is loaded again. */
type PressCopy = Pick<Draft, 'underWay' | 'isServed' | 'reviewed'>;

interface Running {
  press: PressInput;
  /** On the clock of `performance.now()`. */
  startedAt: number;
}

/** Whether the message was or may have been sent: then one more Enter right away is no wish to send it again. */
const isSent = (result: PressResult): boolean =>
  result.kind === 'finished' && (result.entry.state === 'accepted' || result.entry.state === 'unknown');

class Press {
  /** While a send is under way. */
  running = $state.raw<Running | null>(null);
  /** Whether it is drawn. Until then the answer before stands, and says by `aria-busy` that it is an old one. */
  shown = $state(false);
  /** How far it has come; `null` before main told. */
  phase = $state.raw<SendPhase | null>(null);
  cancelling = $state(false);
  entry = $state.raw<EntryDetail | null>(null);
  /** Grows with everything that is shown as news: the same outcome twice in a row is announced twice. */
  news = $state(0);
  /** Why nothing was sent, when that belongs to no field. */
  failure = $state('');
  asked = $state.raw<Asked | null>(null);
  /** A press that came too early, until something else happens. It is never remembered: nothing is sent for it later. */
  refusal = $state.raw<Refusal | null>(null);
  /** The last press that may have put something on the wire. */
  #last = none;
  /** Whether the contact of the press under way was sent to before: then nobody is told that nothing was sent to them. */
  #isServed = false;
  #showTimer: ReturnType<typeof setTimeout> | undefined;

  get held(): boolean {
    return this.running !== null;
  }

  /** Returns the way to stop. */
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
    const { asked } = this;
    const isReviewed = asked !== null && !this.#isServed && !isDuplicate(asked.review);
    return {
      underWay: this.running?.press.pressId ?? null,
      isServed: this.#isServed,
      reviewed: isReviewed ? copyRecipient(asked.press.message) : null,
    };
  }

  /**
   * In a page that was loaded again: goes on with what is under way, and shows what has come of it meanwhile. `before`: what
   * the page before knew.
   */
  async resume(
    { press, phase, isUnderWay, elapsedMs }: LatestPress,
    before: Pick<PressCopy, 'underWay' | 'isServed'> | null,
  ): Promise<void> {
    const { pressId } = press;
    if (!isUnderWay && before?.underWay !== pressId) return;
    this.#isServed = before?.isServed ?? false;
    const outcome = this.#followPress(press, performance.now() - elapsedMs, call('send.result', { pressId }));
    if (phase) this.#follow(phase);
    await outcome;
  }

  async send(): Promise<void> {
    if (this.asked) return;
    const message: Message = { ...form.message };
    const { edits } = form;
    const at = performance.now();
    if (at - this.#last.at < bounceMs && edits === this.#last.edits) return;
    if (this.running) return this.#refuseEarly(this.running.press, message);
    if (form.missing) return form.refuse(form.missing);
    this.#last = { at, edits };
    await this.#go({ pressId: crypto.randomUUID(), message, consent: null });
  }

  /** The press goes on under its own id: a press that waits for consent was not written to the log yet. */
  async sendAnyway(): Promise<void> {
    const { asked } = this;
    if (this.running || !asked) return;
    this.asked = null;
    this.#last = none;
    await this.#go({ ...asked.press, consent: asked.review.token });
  }

  /** Lines or cells were pasted on the review sheet: they can't be one contact. */
  refusePiecesInReview(count: number, kind: 'lines' | 'cells'): void {
    if (this.asked) this.#refuse({ code: 'send.piecesInReview', params: { kind, count } });
  }

  /** Enter on the review sheet after something was typed there was meant for the contact that was typed. */
  refuseInReview(): void {
    const { asked } = this;
    if (!asked) return;
    const current = recipientName(asked.press.message);
    const next = form.use.used?.pressId === asked.press.pressId ? '' : recipientName(form.message);
    if (next === '') return this.#refuse({ code: 'send.reviewFirst', params: { current } });
    form.use.refuse(form.message);
    this.#refuse({ code: 'send.stillInReview', params: { current, next } });
  }

  refrain(): void {
    const { asked } = this;
    this.asked = null;
    this.refusal = null;
    if (!asked) return;
    const { pressId, message } = asked.press;
    const isNext = form.use.used?.pressId !== pressId;
    const isServed = this.#isServed || isDuplicate(asked.review);
    form.use.mark(pressId, null);
    if (!isNext && !isServed) form.use.refuse(message);
    if (isNext) {
      if (!isServed) form.use.keepNotSent(copyRecipient(message));
      this.failure = textOf({ code: 'send.reviewCancelled', params: { current: recipientName(message) } });
    }
    form.wantKey();
  }

  /** The outcome comes by its own way: only main knows whether something had left. */
  async cancel(): Promise<void> {
    if (!this.running || this.cancelling) return;
    this.cancelling = true;
    // Whoever cancelled and presses again means it.
    this.#last = none;
    await call('send.cancel', { pressId: this.running.press.pressId });
  }

  /** Ends the undo window. */
  async sendNow(): Promise<void> {
    if (this.running && this.phase?.phase === 'undoable') await call('send.now', { pressId: this.running.press.pressId });
  }

  forget(): void {
    this.entry = null;
    this.failure = '';
    this.refusal = null;
  }

  async #go(press: PressInput): Promise<void> {
    form.refused = {};
    form.pressed = true;
    // With a consent it goes on: what was typed on the review sheet is of the next message, and stays.
    if (press.consent === null) this.#isServed = form.begin(press.pressId);
    else form.use.mark(press.pressId, 'sending');
    await this.#followPress(press, performance.now(), call('send.press', press));
  }

  async #followPress(press: PressInput, startedAt: number, outcome: Promise<Envelope<PressResult>>): Promise<void> {
    // The same words once more are news, too: they go first.
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
    this.news++;
    this.#hide();
    if (!result.ok || !isSent(result.value)) this.#last = none;
    this.#finish(result, press);
  }

  /** Something else is typed: what was said of the contact before does not hold any more. */
  forgetRefusal(): void {
    this.refusal = null;
  }

  #refuseEarly({ pressId, message }: PressInput, next: Message): void {
    const current = recipientName(message);
    const name = recipientName(next);
    if (form.use.used?.pressId === pressId || name === '') return this.#refuse({ code: 'send.alreadyUnderWay', params: { current } });
    form.use.refuse(next);
    form.wantKey(true);
    const code = this.phase?.phase === 'undoable' ? 'send.stillUndoable' : 'send.stillSending';
    this.#refuse({ code, params: { current, next: name } });
  }

  #refuse(text: Text): void {
    this.refusal = { text, count: (this.refusal?.count ?? 0) + 1 };
  }

  /** What can be undone is said at once. */
  #follow(phase: SendPhase): void {
    this.phase = phase;
    if (phase.phase === 'undoable') this.#show();
  }

  #show(): void {
    clearTimeout(this.#showTimer);
    // An Enter that was refused meanwhile is told on.
    this.entry = null;
    this.failure = '';
    this.shown = true;
  }

  #hide(): void {
    clearTimeout(this.#showTimer);
    this.shown = false;
    this.forget();
  }

  /** An unknown that was settled afterwards is not shown as unknown any more. */
  async #reread(id: number): Promise<void> {
    const result = await call('log.entry', { id });
    if (!result.ok || this.entry?.id !== id) return;
    this.entry = result.value;
    this.news++;
  }

  #finish(envelope: Envelope<PressResult>, press: PressInput): void {
    if (!envelope.ok) return this.#fail(envelope.error, press);
    const result = envelope.value;
    if (result.kind === 'needsConsent') {
      form.use.mark(press.pressId, 'review');
      this.asked = { review: result.review, press, again: press.consent !== null };
      return;
    }
    if (result.kind === 'alreadySending') {
      form.use.mark(press.pressId, null);
      this.failure = result.sentence;
      return;
    }
    this.entry = result.entry;
    const { state } = result.entry;
    const isNext = form.use.used?.pressId !== press.pressId;
    form.use.mark(press.pressId, state === 'accepted' || state === 'unknown' ? state : null);
    // The response is gone with the next Enter; who typed on finds the contact all the same.
    if (isNext && !this.#isServed && !mayHaveGone(result.entry)) form.use.keepNotSent(copyRecipient(press.message));
    form.pressed = false;
    if (form.keyHint !== 'none') form.keyHint = 'next';
  }

  /** There is no entry to show. Where the next contact is typed already, the one before is named and not forgotten. */
  #fail({ code, sentence, fields }: Failure, { pressId, message }: PressInput): void {
    const mayBeSent = unclear.has(code);
    if (form.use.used?.pressId === pressId) {
      form.use.mark(pressId, mayBeSent ? 'unknown' : null);
      // Who types the next one without looking finds this one among those that were not sent to. A contact that is wrong itself is corrected.
      const isWrong = recipientFields(message.command).some((name) => fields?.[name] !== undefined);
      if (!mayBeSent && !isWrong && !this.#isServed) form.use.refuse(form.message);
      if (fields) return form.refuse(fields);
      this.failure = sentence;
      return;
    }
    form.use.mark(pressId, mayBeSent ? 'unknown' : null);
    if (!mayBeSent && !this.#isServed) form.use.keepNotSent(copyRecipient(message));
    const reason = fields ? Object.values(fields).join(' ') : sentence;
    this.failure = textOf({ code: 'send.failedForEarlier', params: { current: recipientName(message), reason } });
  }
}

export const press = new Press();
