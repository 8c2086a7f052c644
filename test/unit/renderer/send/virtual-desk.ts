/// <reference types="node" />
/** A send form without a screen: its real stores, a fake browser input, the real sender on a real log, and a virtual clock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { CommandId, Message, Press } from '../../../../electron/shared/ipc/contract.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';
import { noNames } from '../../../../electron/shared/domain/check-message.ts';
import { Sender } from '../../../../electron/sending/sender.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';
import { withContactId, withText } from '../../../../renderer/send/contact-draft.ts';
import { press } from '../../../../renderer/send/press.svelte.ts';
import { recipientInput } from '../../../../renderer/send/recipient-input.ts';
import { recipientName } from '../../../../renderer/send/recipient-copy.ts';
import { ReviewTyping } from '../../../../renderer/send/review-typing.ts';
import { form } from '../../../../renderer/send/send-form.svelte.ts';
import { acme, accepted, accountsOf, secret } from '../../electron/sending/sender-bench.ts';

export type Outcome = 'accepted' | 'rejected' | 'unknown' | 'notSent';

const results: Readonly<Record<Outcome, WireResult>> = {
  accepted,
  rejected: { ...accepted, status: 404, body: new TextEncoder().encode('{"error":"Subscriber Not Found"}') },
  unknown: { kind: 'failed', sent: 'maybe', cause: 'reset', detail: 'read ECONNRESET', partial: null, durationMs: 1 },
  notSent: { kind: 'failed', sent: 'no', cause: 'refused', detail: 'connect ECONNREFUSED', partial: null, durationMs: 1 },
};

/** A minimal button: the default one of the review sheet has the focus. */
class FakeElement {
  matches(): boolean {
    return false;
  }
  closest(selector: string): FakeElement | null {
    return selector === '[data-default]' ? this : null;
  }
}

/** A minimal input. */
class FakeInput extends FakeElement {
  readonly isConnected = true;
  value = '';
  selectionStart = 0;
  selectionEnd = 0;
  oninput: () => void = () => undefined;

  focus(): void {
    // It always has the focus.
  }
  select(): void {
    [this.selectionStart, this.selectionEnd] = [0, this.value.length];
  }
  setRangeText(text: string, start: number, end: number): void {
    this.value = this.value.slice(0, start) + text + this.value.slice(end);
    this.selectionStart = this.selectionEnd = start + text.length;
  }
  dispatchEvent(): boolean {
    this.oninput();
    return true;
  }
}

const realImmediate = setImmediate;
/** Lets the main process run its own tasks between two steps of the page. */
const tasks = async (): Promise<void> => {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => realImmediate(resolve));
};

export class VirtualDesk {
  readonly #folder = mkdtempSync(join(tmpdir(), 'keypost-desk-'));
  readonly #log = LogAccess.open(join(this.#folder, 'log.sqlite'));
  readonly #input = new FakeInput();
  readonly #typing = new ReviewTyping(false);
  readonly #listeners = new Map<string, (value: unknown) => void>();
  readonly #stop: () => void;
  #sender: Sender;
  #requests: string[] = [];
  #logged: string[] = [];
  #response: { outcome: Outcome; ms: number } = { outcome: 'accepted', ms: 0 };
  #rules = { undoMs: 0 };
  #account = acme;
  #focusCount = 0;
  #onSheet = false;

  constructor() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
    vi.stubGlobal('Element', FakeElement);
    vi.stubGlobal('HTMLInputElement', FakeInput);
    vi.stubGlobal('InputEvent', FakeElement);
    vi.stubGlobal('document', { activeElement: null, querySelector: () => this.#input });
    vi.stubGlobal('window', { keypost: { call: this.#call, on: this.#on } });
    this.#sender = this.#makeSender();
    this.#stop = press.start();
    this.#input.oninput = () => this.#take();
    recipientInput.onfocus({ currentTarget: this.#input } as unknown as FocusEvent);
  }

  close(): void {
    this.#stop();
    this.#log.close();
    rmSync(this.#folder, { recursive: true });
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }

  begin({ command, undoMs, review }: { command: CommandId; undoMs: number; review: boolean }): void {
    [this.#requests, this.#logged] = [[], []];
    this.#rules = { undoMs };
    this.#account = { ...acme, reviewSends: review };
    this.#sender = this.#makeSender();
    press.forget();
    form.use.restore({ used: null, earlier: null, refused: null, notSent: [], writtenOver: null, isTyped: false });
    form.clear();
    form.fields.accountId = acme.id;
    form.chooseCommand(command);
    Object.assign(form.fields, { list: '7', template: '8', subject: 'Hello' });
    if (command === 'content') form.fields.body = '{"content":"Good day"}';
    this.#follow();
  }

  responds(outcome: Outcome, ms: number): void {
    this.#response = { outcome, ms };
  }

  /** A unique contact for each seed and index, in the form that the command uses. */
  contactOf(seed: number, index: number): string {
    const number = 10_000_000 + seed * 10 + index;
    return form.fields.command === 'email' ? `c${number}@example.com` : String(number);
  }

  async wait(ms: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
    await tasks();
    this.#follow();
  }

  async type(sign: string): Promise<void> {
    const event = this.#event(sign);
    if (press.pendingReview) this.#typing.onkeydown(event);
    else {
      recipientInput.onkeydown(event);
      const { selectionStart, selectionEnd } = this.#input;
      this.#input.setRangeText(sign, selectionStart, selectionEnd);
      this.#take();
    }
    await tasks();
    this.#follow();
  }

  async enter(): Promise<void> {
    if (press.pendingReview) {
      let handled = 0;
      this.#typing.onkeydown(this.#event('Enter', () => handled++));
      if (handled === 0) press.cancelReview();
    } else {
      // The second field of this command, typed between the address and Enter.
      if (form.fields.command === 'email' && form.fields.firstName === '') {
        form.fields.firstName = 'Ada';
        form.touch('firstName');
      }
      void press.send();
      this.#follow();
    }
    await tasks();
    this.#follow();
  }

  async confirm(): Promise<void> {
    void press.confirmReview();
    await tasks();
    this.#follow();
  }

  async cancelReview(): Promise<void> {
    press.cancelReview();
    await tasks();
    this.#follow();
  }

  async undo(): Promise<void> {
    if (press.phase?.phase === 'undoable') await press.cancel();
    await tasks();
  }

  async untilIdle(): Promise<void> {
    for (let i = 0; i < 100 && press.running; i++) await this.wait(100);
  }

  /** The recipients of the requests on the wire, in order. */
  requested(): readonly string[] {
    return this.#requests;
  }

  /** The recipients of all messages that have an entry. */
  loggedContacts(): readonly string[] {
    return this.#logged;
  }

  #makeSender(): Sender {
    const emit = (event: string) => (value: unknown) => this.#listeners.get(event)?.(value);
    return new Sender({
      accounts: { ...accountsOf(() => Promise.resolve(ok(secret))), get: (id) => (id === acme.id ? this.#account : null) },
      log: this.#log,
      transport: { exchange: (_, { onHandOver }) => this.#exchange(onHandOver) },
      contactOf: () => '',
      namesOf: () => noNames,
      presetName: () => null,
      rules: () => ({ timeoutMs: 30_000, connectTimeoutMs: 10_000, duplicateMs: 86_400_000, logContact: false, ...this.#rules }),
      now: () => Date.now(),
      onChange: (entry) => {
        if (entry.state === 'sending') this.#logged.push(entry.customerKey);
        emit('entryChanged')(entry);
      },
      onPhase: emit('sendPhase'),
      notify: () => undefined,
    });
  }

  async #exchange(onHandOver: (() => void) | undefined): Promise<WireResult> {
    const { outcome, ms } = this.#response;
    if (outcome !== 'notSent') {
      onHandOver?.();
      // The newest entry is the one whose request is sent now.
      this.#requests.push(this.#logged.at(-1) ?? '');
    }
    await new Promise((resolve) => setTimeout(resolve, ms));
    return results[outcome];
  }

  readonly #call = async (name: string, input: unknown): Promise<string> => JSON.stringify(await this.#respond(name, input));

  #respond(name: string, input: unknown): unknown {
    if (name === 'send.press') return this.#sender.press(structuredClone(input) as Press);
    if (name === 'send.cancel') return ok({ cancelled: this.#sender.cancel((input as Press).pressId) });
    return ok(null);
  }

  readonly #on = (event: string, listener: (value: unknown) => void): (() => void) => {
    this.#listeners.set(event, listener);
    return () => this.#listeners.delete(event);
  };

  /** Acts as the component of the field: copies the form to the input, and fulfils focus requests. */
  #follow(): void {
    const shown = this.#shown();
    if (shown !== this.#input.value) {
      this.#input.value = shown;
      this.#input.selectionStart = this.#input.selectionEnd = shown.length;
    }
    const { count, select } = form.focusRequest;
    if (count !== this.#focusCount && select && !press.pendingReview) this.#input.select();
    this.#focusCount = count;
    if ((press.pendingReview !== null) === this.#onSheet) return;
    this.#onSheet = !this.#onSheet;
    if (this.#onSheet) this.#typing.start();
  }

  #shown(): string {
    const message: Message = form.message;
    return recipientName(message);
  }

  /** Copies the typed text to the form, like the bindings of the component. */
  #take(): void {
    const { value } = this.#input;
    const { command } = form.fields;
    if (command === 'customerKey' || command === 'email') {
      form.fields[command] = value;
      form.touch(command);
    } else form.changeBody((body) => (command === 'listContact' ? withContactId(body, value) : withText(body, 'customerKey', value)));
  }

  #event(key: string, preventDefault: () => void = () => undefined): KeyboardEvent {
    return {
      key,
      currentTarget: this.#input,
      target: press.pendingReview ? new FakeElement() : this.#input,
      preventDefault,
      getModifierState: () => false,
    } as unknown as KeyboardEvent;
  }
}
