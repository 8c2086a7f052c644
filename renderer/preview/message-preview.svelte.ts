/** The preview of the chosen template. Only one can be open at a time. */
import type { Format, OpenedPreview, PreviewOpen } from '../../electron/shared/ipc/contract.ts';
import { call } from '../ipc/bridge.ts';
import type { PreviewPart } from './preview-labels.ts';

/** The template and the form's settings that the preview is for. */
export type PreviewInput = Pick<PreviewOpen, 'accountId' | 'command' | 'template'> & { format: Format };

export type PreviewState = { kind: 'reading' } | { kind: 'failed'; sentence: string } | OpenedPreview;

class MessagePreview {
  /** `null` while it is closed. */
  input = $state.raw<PreviewInput | null>(null);
  state = $state.raw<PreviewState>({ kind: 'reading' });
  part = $state<PreviewPart>('html');
  loadingImages = $state(false);
  /** The result of loading images, or the reason why it failed; empty before they are requested. */
  imageText = $state('');
  #id = '';
  #number: number | null = null;

  open(input: PreviewInput): void {
    this.input = input;
    this.part = input.format === 1 ? 'text' : 'html';
    this.#number = null;
    void this.#load(false);
  }

  /** Chooses among several templates of the same name. */
  choose(number: number): void {
    this.#number = number;
    void this.#load(false);
  }

  readAgain(): void {
    void this.#load(true);
  }

  async loadImages(): Promise<void> {
    const previewId = this.#id;
    this.loadingImages = true;
    const result = await call('preview.images', { previewId });
    if (previewId !== this.#id) return;
    this.loadingImages = false;
    this.imageText = result.ok ? result.value.words : result.error.sentence;
    if (!result.ok || this.state.kind !== 'ready') return;
    const { html, text, byProxy } = result.value;
    const { images } = this.state;
    this.state = { ...this.state, html, text, images: { ...images, byProxy: images.byProxy || byProxy } };
  }

  close(): void {
    const previewId = this.#id;
    this.input = null;
    this.#id = '';
    if (previewId !== '') void call('preview.close', { previewId });
  }

  async #load(again: boolean): Promise<void> {
    if (!this.input) return;
    const previewId = crypto.randomUUID();
    const { accountId, command, template } = this.input;
    this.#id = previewId;
    this.state = { kind: 'reading' };
    this.loadingImages = false;
    this.imageText = '';
    const result = await call('preview.open', { previewId, accountId, command, template, number: this.#number, again });
    if (previewId !== this.#id) return;
    this.state = result.ok ? result.value : { kind: 'failed', sentence: result.error.sentence };
  }
}

export const messagePreview = new MessagePreview();
