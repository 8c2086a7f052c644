/**
 * Everything that may cross between the page and the main process: each command with its input schema and output type,
 * each event with its type. The page imports this file and no other of electron/.
 */
import * as v from 'valibot';
import { DeliveryStatusOfSchema, OpenSnapshotSchema, type DeliveryStatus } from '../domain/delivery-status.ts';
import { AccountDraftSchema, type AccountView, type ConnectionReport, type VaultStatus } from '../domain/account.ts';
import { ProxyKeySchema, ProxyLoginDraftSchema, type ProxyLoginView } from '../domain/proxy-login.ts';
import type { Catalog } from '../domain/catalog.ts';
import type { MissingReferences } from '../domain/missing-references.ts';
import { PageFailureSchema, type DiagnosticsView } from '../domain/diagnostics.ts';
import type { EntryDetail, EntrySummary } from '../domain/entry.ts';
import type { Notice } from '../domain/notice.ts';
import {
  LogQuerySchema,
  LogOverviewQuerySchema,
  type LogChoices,
  type LogOverview,
  type LogPage,
  type Neighbours,
  type UsedNames,
} from '../domain/log-query.ts';
import { ExportSchema, type TaskEnd, type TaskProgress } from '../domain/log-task.ts';
import type { RemovalQuestion } from '../domain/removal-question.ts';
import { ForecastSchema, KeepRulesSchema, type Forecast } from '../domain/retention-policy.ts';
import { LogViewSchema, ViewDraftSchema, type LogView } from '../domain/log-view.ts';
import { PreviewIdSchema, PreviewOpenSchema, type OpenedPreview, type PreviewImages } from '../domain/preview.ts';
import { PresetDraftSchema, PresetSchema, SlotSchema, type Preset } from '../domain/preset.ts';
import { MessageSchema } from '../domain/message.ts';
import { DraftSchema, type Draft } from '../domain/draft.ts';
import type { Failure, FieldErrors, Result } from '../domain/result.ts';
import { KnownSchema, RecipientLookupSchema, type RecipientReport } from '../domain/recipient.ts';
import {
  PressIdSchema,
  PressSchema,
  type LatestPress,
  type PressResult,
  type RequestPreviewResult,
  type SendPhase,
} from '../domain/press.ts';
import { AskSchema, ResolveSchema, type AskReport } from '../domain/resolving.ts';
import { SettingsPatchSchema, type Settings } from '../domain/settings.ts';

export { accountKinds } from '../domain/account.ts';
export { isEverything, noFilter, searchLimit } from '../domain/log-filter.ts';
export { clearWord } from '../domain/log-task.ts';
export { viewNameLimit } from '../domain/log-view.ts';
export { formats } from '../domain/message.ts';
export { outcomes } from '../domain/outcome.ts';
export { noteLimit } from '../domain/resolving.ts';
export {
  redactedFieldsIn,
  isKeptByFields,
  leftOverFields,
  readBody,
  recipientOf,
  bodyWithRecipient,
  withoutRedactedFields,
  bodyWithoutRecipient,
  writeBody,
} from '../domain/contact-body.ts';
export { asCurl } from '../domain/curl-command.ts';
export { commandIds, sendCommands, subjectLimit, supportsQuery } from '../domain/send-commands.ts';
export { numberSettings, themes } from '../domain/settings.ts';

export type { Failure, FieldErrors };
export type * from '../domain/account.ts';
export type * from '../domain/delivery-status.ts';
export type * from '../domain/proxy-login.ts';
export type * from '../domain/catalog.ts';
export type * from '../domain/missing-references.ts';
export type * from '../domain/entry.ts';
export type * from '../domain/log-filter.ts';
export type * from '../domain/log-query.ts';
export type * from '../domain/log-task.ts';
export type * from '../domain/log-view.ts';
export type * from '../domain/notice.ts';
export type * from '../domain/removal-question.ts';
export { questionText } from '../domain/removal-question.ts';
export type * from '../domain/retention-policy.ts';
export type * from '../domain/preset.ts';
export type * from '../domain/recipient.ts';
export type * from '../domain/preview.ts';
export type * from '../domain/diagnostics.ts';
export type * from '../domain/draft.ts';
export type * from '../domain/message.ts';
export type * from '../domain/outcome.ts';
export type * from '../domain/press.ts';
export type * from '../domain/resolving.ts';
export type * from '../domain/settings.ts';
export type * from '../domain/contact-body.ts';
export type * from '../domain/send-commands.ts';

export interface AppState {
  version: string;
  /** The folder that holds accounts, presets, settings and the log. */
  folder: string;
  /** True at the very first start, until a send is made: the page then offers a customer key to try. */
  firstStart: boolean;
  notices: readonly Notice[];
  /** Customer keys of the practice realm that make it misbehave. */
  practiceKeys: readonly { key: string; description: string }[];
}

const id = v.pipe(v.string(), v.maxLength(64));
const nothing = v.optional(v.null());

/** Input schema of every command. `nothing` marks commands without input. */
export const inputs = {
  'app.state': nothing,
  'app.copyText': v.object({ text: v.pipe(v.string(), v.maxLength(2_000_000)) }),
  'app.dismissNotice': v.object({ id }),
  'app.diagnostics': nothing,
  'app.reportFailure': PageFailureSchema,
  'accounts.list': nothing,
  'accounts.save': AccountDraftSchema,
  'accounts.remove': v.object({ id }),
  'accounts.clearSecret': v.object({ id }),
  'accounts.test': AccountDraftSchema,
  'vault.status': nothing,
  'proxies.list': nothing,
  'proxies.save': ProxyLoginDraftSchema,
  'proxies.remove': ProxyKeySchema,
  'presets.list': nothing,
  'presets.create': PresetDraftSchema,
  'presets.update': v.object({ id, draft: PresetDraftSchema }),
  'presets.setSlot': v.object({ id, slot: SlotSchema }),
  'presets.remove': v.object({ id }),
  'presets.restore': PresetSchema,
  'catalog.get': v.object({ accountId: id }),
  'catalog.refresh': v.object({ accountId: id, always: v.boolean() }),
  'catalog.recentNames': v.object({ accountId: id }),
  'recipient.lookUp': RecipientLookupSchema,
  'recipient.stop': nothing,
  'recipient.recentSends': KnownSchema,
  'recipient.recentKeys': v.object({ accountId: id }),
  'catalog.missingReferences': v.object({ accountId: id }),
  'preview.open': PreviewOpenSchema,
  'preview.images': v.object({ previewId: PreviewIdSchema }),
  'preview.close': v.object({ previewId: PreviewIdSchema }),
  'send.requestPreview': MessageSchema,
  'send.press': PressSchema,
  'send.cancel': v.object({ pressId: PressIdSchema }),
  'send.now': v.object({ pressId: PressIdSchema }),
  'send.latest': nothing,
  'send.result': v.object({ pressId: PressIdSchema }),
  'send.keepDraft': DraftSchema,
  'send.keptDraft': nothing,
  'log.unknownCount': nothing,
  'log.page': LogQuerySchema,
  'log.overview': LogOverviewQuerySchema,
  'log.filterOptions': nothing,
  'log.sendsToSameKey': v.object({ id: v.pipe(v.number(), v.integer()) }),
  'log.export': ExportSchema,
  'log.backup': nothing,
  'log.clear': v.object({ typed: v.pipe(v.string(), v.maxLength(1000)), evidence: v.boolean() }),
  'log.stopTask': nothing,
  'log.startNew': nothing,
  'log.forecast': KeepRulesSchema,
  'log.removalQuestion': nothing,
  'log.confirmRemoval': ForecastSchema,
  'views.list': nothing,
  'views.save': ViewDraftSchema,
  'views.remove': v.object({ id }),
  'views.restore': LogViewSchema,
  'log.entry': v.object({ id: v.pipe(v.number(), v.integer()) }),
  'log.resolve': ResolveSchema,
  'log.askWhatCounts': AskSchema,
  'delivery.cached': DeliveryStatusOfSchema,
  'delivery.check': DeliveryStatusOfSchema,
  'delivery.openSnapshot': OpenSnapshotSchema,
  'log.recent': v.object({
    presetId: v.nullable(id),
    accountId: v.nullable(id),
    list: v.pipe(v.string(), v.maxLength(10_000)),
    template: v.pipe(v.string(), v.maxLength(10_000)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
  }),
  'settings.get': nothing,
  'settings.save': SettingsPatchSchema,
} as const;

/** Output type of every command. */
export interface Outputs {
  'app.state': AppState;
  'app.copyText': null;
  /** The same notice is shown again once it happens again. */
  'app.dismissNotice': null;
  'app.diagnostics': DiagnosticsView;
  /** An error in the page that nothing has caught. */
  'app.reportFailure': null;
  'accounts.list': readonly AccountView[];
  'accounts.save': AccountView;
  'accounts.remove': null;
  'accounts.clearSecret': AccountView;
  'accounts.test': ConnectionReport;
  'vault.status': VaultStatus;
  'proxies.list': readonly ProxyLoginView[];
  /** All of them, as they are now. */
  'proxies.save': readonly ProxyLoginView[];
  'proxies.remove': readonly ProxyLoginView[];
  'presets.list': readonly Preset[];
  'presets.create': Preset;
  'presets.update': Preset;
  'presets.setSlot': Preset;
  'presets.remove': Preset;
  'presets.restore': Preset;
  /** What is known at this moment. */
  'catalog.get': Catalog;
  /** Reads it anew from WhatCounts, where it is old or `always`; resolves when it is read. */
  'catalog.refresh': Catalog;
  'catalog.recentNames': UsedNames;
  /** Asks WhatCounts who a customer key names: only reads, nothing is sent. A later one ends the one before. */
  'recipient.lookUp': RecipientReport;
  'recipient.stop': null;
  /** The last sends to a customer key, newest first. */
  'recipient.recentSends': readonly EntrySummary[];
  /** The last one first. */
  'recipient.recentKeys': readonly string[];
  /** Presets whose list or template is gone; those for any account by the realm of this one. Reads nothing anew. */
  'catalog.missingReferences': readonly MissingReferences[];
  /** Reads a template to look at it; only reads, nothing is sent. What was open before is closed. */
  'preview.open': OpenedPreview;
  /** Asks the servers that the open message names for its images. */
  'preview.images': PreviewImages;
  'preview.close': null;
  'send.requestPreview': RequestPreviewResult;
  'send.press': PressResult;
  /** Whether a send with that press was under way. */
  'send.cancel': { cancelled: boolean };
  /** Ends the undo window. Whether a send with that press was under way. */
  'send.now': { wasUnderWay: boolean };
  /** The press that was made last since the start; `null` where there was none. */
  'send.latest': LatestPress | null;
  /** Answers when that press has its outcome: for a page that was loaded again. */
  'send.result': PressResult;
  /** Main keeps what is typed in memory, for a page that is loaded again. */
  'send.keepDraft': null;
  'send.keptDraft': Draft | null;
  'log.unknownCount': { count: number };
  'log.page': LogPage;
  /** How many there are, by outcome, and over time. */
  'log.overview': LogOverview;
  'log.filterOptions': LogChoices;
  'log.sendsToSameKey': Neighbours;
  /** Asks for a file first; resolves when the task has ended, and emits `logTask` meanwhile. */
  'log.export': TaskEnd;
  'log.backup': TaskEnd;
  'log.clear': TaskEnd;
  /** The name that the log before is kept under; `null` where it was in order, and is still used. */
  'log.startNew': string | null;
  /** Whether there was a task to stop. */
  'log.stopTask': { stopped: boolean };
  /** What the log would remove by now if that were the settings. */
  'log.forecast': Forecast;
  /** What the log's limits would remove and a person has to agree to first; `null` for nothing. */
  'log.removalQuestion': RemovalQuestion | null;
  /** Agrees to the removal of what was shown. */
  'log.confirmRemoval': null;
  /** All of them, as they are now. */
  'views.list': readonly LogView[];
  'views.save': readonly LogView[];
  'views.remove': readonly LogView[];
  'views.restore': readonly LogView[];
  'log.entry': EntryDetail;
  /** A person settles an unknown entry. */
  'log.resolve': EntryDetail;
  /** Asks WhatCounts what became of an unknown entry: only reads, nothing is sent. */
  'log.askWhatCounts': AskReport;
  /** The last look at what became of an entry's message; `null` where there was none since the start. */
  'delivery.cached': DeliveryStatus | null;
  /** Asks WhatCounts: only reads, nothing is sent or written. */
  'delivery.check': DeliveryStatus;
  'delivery.openSnapshot': null;
  'log.recent': readonly EntrySummary[];
  'settings.get': Settings;
  'settings.save': Settings;
}

export type CommandName = keyof typeof inputs & keyof Outputs;
export type Input<C extends CommandName> = v.InferInput<(typeof inputs)[C]>;
export type Output<C extends CommandName> = Outputs[C];

/** What main emits to the page. */
export interface Events {
  /** An entry was written, or its outcome was. */
  entryChanged: EntrySummary;
  /** Entries were removed, the index has caught up, or another log is open now: what is shown of it has to be asked for anew. */
  logChanged: null;
  /** How far long work on the log is; `null` when it has ended. */
  logTask: TaskProgress | null;
  /** A send under way has come further. */
  sendPhase: SendPhase;
  /** What is known of an account's lists and templates, or whether they are being read. */
  catalogChanged: { accountId: string };
  /** Escape was pressed while a preview is open, maybe in its frame. */
  previewEscape: null;
  /** The log's limits ask for something, or for nothing any more. */
  removalAsked: RemovalQuestion | null;
  accountsChanged: null;
  presetsChanged: null;
  settingsChanged: Settings;
  noticeAdded: Notice;
  /** The menu was asked for the diagnostics. */
  diagnosticsAsked: null;
}
export type EventName = keyof Events;

/** The result of every call over the bridge. */
export type Envelope<T> = Result<T>;

/** The one object that preload.ts puts on the page's `window`. */
export interface Bridge {
  /**
   * Takes the command's `Input` and resolves with an `Envelope` of its `Output` as JSON: an object would be copied property by property
   * on its way into the page.
   */
  call(command: CommandName, input: unknown): Promise<string>;
  /** Returns the way to stop listening. */
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void;
}
