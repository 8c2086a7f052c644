/** One press of Send, from the page's side. Main is the real guard; this one only keeps the page honest and calm. */
import type {
  Envelope,
  EntryDetail,
  Message,
  Press as PressInput,
  PressResult,
  Review,
  SendPhase,
} from '../../electron/bridge/contract.ts';
import { call, on } from '../bridge.ts';
import { form } from './send-form.svelte.ts';

/** Two activations of the same message this close together are one press to the person: a double click, a bouncing key. */
const bounceMs = 350;

/** A send that is over sooner than this many milliseconds shows its outcome at once: to draw it as under way would only hold up that. */
const briefMs = 60;

/** No press that a bounce could follow. */
const none = { at: -bounceMs, text: '' };

interface Asked {
  review: Review;
  press: PressInput;
  /** Whether a consent was given already and did not count: too old, or something changed meanwhile. */
  again: boolean;
}

class Press {
  /** While a send is under way. `startedAt` on the clock of `performance.now()`. */
  running = $state.raw<{ pressId: string; startedAt: number } | null>(null);
  /** Whether it is drawn. Until then the answer before stands, and says by `aria-busy` that it is an old one. */
  shown = $state(false);
  /** How far it has come; `null` before main told. */
  phase = $state.raw<SendPhase | null>(null);
  cancelling = $state(false);
  entry = $state.raw<EntryDetail | null>(null);
  /** Why nothing was sent, when that belongs to no field. */
  failure = $state('');
  asked = $state.raw<Asked | null>(null);
  /** The last press that may have put something on the wire. */
  #last = none;
  #showTimer: ReturnType<typeof setTimeout> | undefined;

  get held(): boolean {
    return this.running !== null;
  }

  /** Returns the way to stop. */
  start(): () => void {
    const stops = [
      on('sendPhase', (phase) => {
        if (phase.pressId === this.running?.pressId) this.#follow(phase);
      }),
      on('entryChanged', ({ id, state }) => {
        if (this.entry?.id === id && this.entry.state !== state) void this.#reread(id);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async send(): Promise<void> {
    if (this.running || this.asked) return;
    if (form.missing) return form.refuse(form.missing);
    const message: Message = { ...form.message };
    const text = JSON.stringify(message);
    const at = performance.now();
    if (at - this.#last.at < bounceMs && text === this.#last.text) return;
    this.#last = { at, text };
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

  refrain(): void {
    this.asked = null;
    form.wantKey();
  }

  /** The outcome comes by its own way: only main knows whether something had left. */
  async cancel(): Promise<void> {
    if (!this.running || this.cancelling) return;
    this.cancelling = true;
    // Whoever cancelled and presses again means it.
    this.#last = none;
    await call('send.cancel', { pressId: this.running.pressId });
  }

  /** Ends the undo window. */
  async sendNow(): Promise<void> {
    if (this.running && this.phase?.phase === 'undoable') await call('send.now', { pressId: this.running.pressId });
  }

  forget(): void {
    this.entry = null;
    this.failure = '';
  }

  async #go(press: PressInput): Promise<void> {
    // The same words once more are news, too: they go first.
    this.failure = '';
    form.refused = {};
    form.pressed = true;
    this.cancelling = false;
    this.phase = null;
    this.running = { pressId: press.pressId, startedAt: performance.now() };
    this.#showTimer = setTimeout(() => {
      this.#show();
    }, briefMs);
    const answer = await call('send.press', press);
    this.running = null;
    this.#hide();
    if (!answer.ok || answer.value.kind === 'needsConsent') this.#last = none;
    this.#settle(answer, press);
  }

  /** What can be undone is said at once. */
  #follow(phase: SendPhase): void {
    this.phase = phase;
    if (phase.phase === 'undoable') this.#show();
  }

  #show(): void {
    clearTimeout(this.#showTimer);
    this.forget();
    this.shown = true;
  }

  #hide(): void {
    clearTimeout(this.#showTimer);
    this.shown = false;
    this.forget();
  }

  /** An unknown that was settled afterwards is not shown as unknown any more. */
  async #reread(id: number): Promise<void> {
    const answer = await call('log.entry', { id });
    if (answer.ok && this.entry?.id === id) this.entry = answer.value;
  }

  #settle(answer: Envelope<PressResult>, press: PressInput): void {
    if (!answer.ok) {
      if (answer.error.fields) return form.refuse(answer.error.fields);
      this.failure = answer.error.sentence;
      return form.wantKey();
    }
    const result = answer.value;
    if (result.kind === 'needsConsent') {
      this.asked = { review: result.review, press, again: press.consent !== null };
      return;
    }
    if (result.kind === 'alreadySending') this.failure = result.sentence;
    else {
      this.entry = result.entry;
      form.pressed = false;
      if (form.keyHint !== 'none') form.keyHint = 'next';
    }
    form.wantKey();
  }
}

export const press = new Press();
