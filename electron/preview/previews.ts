/** Previews of templates: one at a time, read from WhatCounts and kept in memory for a few minutes. Sends no message. */
import type { AccountView } from '../shared/domain/account.ts';
import { isLoopback } from '../shared/domain/site-url.ts';
import type { Catalog } from '../shared/domain/catalog.ts';
import { createHostRule, type HostRule, type HostRuleDeps } from '../net/host-rule.ts';
import { fail, ok, type Result } from '../shared/domain/result.ts';
import { noSuchAccount, type SendingAccounts } from '../accounts/account-access.ts';
import { buildReadRequest } from '../whatcounts/request.ts';
import { sendCommands } from '../shared/domain/send-commands.ts';
import { templatePath } from '../whatcounts/template.ts';
import type { Transport } from '../net/transport.ts';
import { numbersOf, typedNumber } from './find-template.ts';
import { loadImages } from './load-images.ts';
import type { PreparedPage, PreparedTemplate } from './prepare.ts';
import type { OpenedPreview, PreviewImages, PreviewOpen, PreviewPage, ReadyPreview } from '../shared/domain/preview.ts';
import type { PreviewDocuments, ShownMessage } from './preview-documents.ts';
import { cutText, loadedText, notPreparedText, noteText, otherResponseText, unreadText, skippedText } from './preview-text.ts';
import type { Prepare } from './run-prepare.ts';
import { minuteMs } from '../shared/base/time-units.ts';

export interface PreviewsDeps {
  accounts: SendingAccounts;
  catalogs: {
    get(accountId: string): Result<Catalog>;
    refresh(accountId: string, always: boolean): Promise<Result<Catalog>>;
  };
  transport: Transport;
  /** Makes the transport for images, which connects only to hosts that the rule allows. */
  imageTransport: (rule: HostRule) => Transport;
  hasPublicSuffix: HostRuleDeps['hasPublicSuffix'];
  /** Whether this computer uses a proxy for the internet. Never rejects. */
  usesProxy: () => Promise<boolean>;
  prepare: Prepare;
  documents: PreviewDocuments;
  /** Time limits of the read in milliseconds. */
  timeLimits: () => { timeoutMs: number; connectTimeoutMs: number };
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A template that was read. */
interface ReadTemplate {
  /** Identifies the site, realm, API client and template. */
  key: string;
  template: PreparedTemplate;
  at: number;
  /** Whether the account's own site is this computer. */
  onLoopback: boolean;
}

interface OpenState {
  id: string;
  stop: AbortController;
  read: ReadTemplate | null;
  /** The address at which its message is served; empty until then. */
  address: string;
}

/** Milliseconds for which a template may be used again without reading it. */
const freshMs = 5 * minuteMs;

/** Largest response in bytes: 10 MB of HTML, with room for plain text and for the escapes of JSON. */
const capBytes = 48 * 1024 * 1024;

const closedFailure = (): Result<never> => fail('closed', 'The preview was closed.');

/** Failures: `noSuchAccount`, `noTemplate`, `notInCatalog`, `noNumber`, `notRead`, `notPrepared`, `closed`, and those of the vault. */
export class Previews {
  readonly #deps: PreviewsDeps;
  #open: OpenState | null = null;
  /** Only the last one, because a template may have many megabytes. */
  #cached: ReadTemplate | null = null;

  constructor(deps: PreviewsDeps) {
    this.#deps = deps;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Closes any preview that was open before. */
  async open(wanted: PreviewOpen): Promise<Result<OpenedPreview>> {
    this.#end();
    const open: OpenState = { id: wanted.previewId, stop: new AbortController(), read: null, address: '' };
    this.#open = open;
    const account = this.#deps.accounts.get(wanted.accountId);
    if (account === null) return noSuchAccount();
    const numbers = await this.#numbers(wanted);
    if (!numbers.ok) return numbers;
    const [number, ...others] = numbers.value;
    if (number === undefined || others.length > 0) return ok({ kind: 'several', numbers: numbers.value });
    const read = await this.#read(account, number, wanted.again, open.stop.signal);
    if (!this.#isOpen(open)) return closedFailure();
    if (!read.ok) return read;
    this.#cached = read.value;
    open.read = read.value;
    const { template } = read.value;
    const byProxy = template.images.urls.length > 0 && (await this.#deps.usesProxy());
    if (!this.#isOpen(open)) return closedFailure();
    open.address = this.#deps.documents.add(toShownMessage(template, null));
    return ok(toReadyPreview(open.address, read.value, { number, asked: isNamed(wanted) ? wanted.template : null, byProxy }));
  }

  /** Loads the images of the message from their servers, and shows it again with those that could be loaded. */
  async images(previewId: string): Promise<Result<PreviewImages>> {
    const open = this.#open;
    if (open?.id !== previewId || open.read === null) return closedFailure();
    const { template, onLoopback } = open.read;
    const { urls } = template.images;
    let byProxy = false;
    const rule = createHostRule({
      allowsThisComputer: onLoopback,
      hasPublicSuffix: this.#deps.hasPublicSuffix,
      onProxyUse: () => {
        byProxy = true;
      },
    });
    const { images, missing } = await loadImages(urls, { transport: this.#deps.imageTransport(rule), signal: open.stop.signal });
    if (!this.#isOpen(open)) return closedFailure();
    const { documents } = this.#deps;
    documents.remove(open.address);
    open.address = documents.add(toShownMessage(template, images));
    const loaded = images.filter((image) => image !== null).length;
    return ok({ ...pagesOf(open.address, template), words: loadedText(urls.length, loaded, missing), byProxy });
  }

  /** Drops the message and stops reads for it. */
  close(previewId: string): void {
    if (this.#open?.id === previewId) this.#end();
  }

  #isOpen(open: OpenState): boolean {
    return this.#open === open;
  }

  #end(): void {
    this.#open?.stop.abort();
    if (this.#open) this.#deps.documents.remove(this.#open.address);
    this.#open = null;
  }

  async #numbers(wanted: PreviewOpen): Promise<Result<readonly number[]>> {
    if (!sendCommands[wanted.command].hasTemplate) return fail('noTemplate', 'This way to send takes no template: what is sent is typed.');
    if (wanted.template.trim() === '') return fail('noTemplate', 'No template is chosen. Choose one first.');
    if (wanted.number !== null) return ok([wanted.number]);
    if (!isNamed(wanted)) return typedNumber(wanted.template);
    const { catalogs } = this.#deps;
    const known = catalogs.get(wanted.accountId);
    const found = known.ok ? numbersOf(wanted.template, known.value.templates) : known;
    if (found.ok) return found;
    // The catalog may be out of date or not read yet.
    const fresh = await catalogs.refresh(wanted.accountId, false);
    return fresh.ok ? numbersOf(wanted.template, fresh.value.templates) : fresh;
  }

  async #read(account: AccountView, number: number, again: boolean, signal: AbortSignal): Promise<Result<ReadTemplate>> {
    const { accounts, transport, prepare, timeLimits, now } = this.#deps;
    const secret = await accounts.secretFor(account, signal);
    if (!secret.ok) return secret;
    const target = { ...secret.value, clientName: account.clientName };
    const key = JSON.stringify([target.siteUrl, target.realm, target.clientName, number]);
    if (!again && this.#cached?.key === key && Math.abs(now() - this.#cached.at) < freshMs) return ok(this.#cached);
    const { host, hostname } = new URL(target.siteUrl);
    const end = await transport.exchange(buildReadRequest(target, templatePath(number)), { ...timeLimits(), capBytes, signal });
    const problem = unreadText(end, host, number, capBytes);
    if (problem !== null || end.kind === 'failed') return fail('notRead', problem ?? '');
    const prepared = await prepare({ response: end }, signal);
    if (!prepared.ended) return fail('notPrepared', notPreparedText);
    const { template } = prepared;
    // Refuse a response with another template.
    if (template === null || (template.id !== null && template.id !== number)) return fail('notRead', otherResponseText(host, end.status));
    return ok({ key, template, at: now(), onLoopback: isLoopback(hostname) });
  }
}

const isNamed = ({ command }: PreviewOpen): boolean => sendCommands[command].namedBy === 'name';

const toShownMessage = ({ html, text }: PreparedTemplate, images: ShownMessage['images']): ShownMessage => ({
  html: html?.bytes ?? null,
  text: text?.bytes ?? null,
  images,
});

const pagesOf = (address: string, { html, text }: PreparedTemplate): { html: PreviewPage | null; text: PreviewPage | null } => ({
  html: html && pageOf(`${address}/html`, html, cutText.html),
  text: text && pageOf(`${address}/text`, text, cutText.text),
});

const pageOf = (url: string, { cut }: PreparedPage, cutNote: string): PreviewPage => ({ url, cutText: cut ? cutNote : '' });

interface ReadyInput {
  number: number;
  /** The typed name, or `null` if it was a number. */
  asked: string | null;
  byProxy: boolean;
}

const toReadyPreview = (address: string, { template, at }: ReadTemplate, { number, asked, byProxy }: ReadyInput): ReadyPreview => ({
  kind: 'ready',
  name: template.name,
  number,
  subject: template.subject,
  ...pagesOf(address, template),
  notes: noteText(template, asked),
  images: { count: template.images.urls.length, leftOut: skippedText(template.images), byProxy },
  readAt: at,
});
