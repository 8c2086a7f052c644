/**
 * Everything that may cross between the page and the main process: each command with its input schema and output type, each event with its
 * type. The page imports only from electron/shared/.
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
export { recipientOf } from '../domain/body-recipient.ts';
export { isKeptByFields, readBody, writeBody } from '../domain/contact-body.ts';
export { leftOverFields, bodyWithRecipient, bodyWithoutRecipient } from '../domain/personal-fields.ts';
export { redactedFieldsIn, withoutRedactedFields } from '../domain/redacted-body.ts';
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
export type * from '../domain/body-recipient.ts';
export type * from '../domain/contact-body.ts';
export type * from '../domain/send-commands.ts';

export interface AppState {
  version: string;
  /** The folder that holds accounts, presets, settings and the log. */
  folder: string;
  /** True at the very first start, until the first send: the page then suggests a customer key to try. */
  firstStart: boolean;
  notices: readonly Notice[];
  /** Customer keys that make the practice realm misbehave, for example with a slow or a broken response. */
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
  /** A dismissed notice is shown again when the same thing happens again. */
  'app.dismissNotice': null;
  'app.diagnostics': DiagnosticsView;
  /** Reports an uncaught error of the page. */
  'app.reportFailure': null;
  'accounts.list': readonly AccountView[];
  'accounts.save': AccountView;
  'accounts.remove': null;
  'accounts.clearSecret': AccountView;
  'accounts.test': ConnectionReport;
  'vault.status': VaultStatus;
  'proxies.list': readonly ProxyLoginView[];
  /** Returns all proxy logins after the change, as `proxies.remove` does. */
  'proxies.save': readonly ProxyLoginView[];
  'proxies.remove': readonly ProxyLoginView[];
  'presets.list': readonly Preset[];
  'presets.create': Preset;
  'presets.update': Preset;
  'presets.setSlot': Preset;
  'presets.remove': Preset;
  'presets.restore': Preset;
  /** What is known now; nothing is read from WhatCounts. */
  'catalog.get': Catalog;
  /** Reads the catalog from WhatCounts if it is old or if `always` is set; resolves when it has been read. */
  'catalog.refresh': Catalog;
  'catalog.recentNames': UsedNames;
  /** Asks WhatCounts which contact a customer key names. It only reads, nothing is sent. A new look-up stops the previous one. */
  'recipient.lookUp': RecipientReport;
  'recipient.stop': null;
  /** The latest sends to a customer key, newest first. */
  'recipient.recentSends': readonly EntrySummary[];
  /** The customer key that was used last comes first. */
  'recipient.recentKeys': readonly string[];
  /**
   * Presets whose list or template no longer exists. Presets for any account are checked against this account's realm. Reads nothing from
   * WhatCounts.
   */
  'catalog.missingReferences': readonly MissingReferences[];
  /** Reads a template to show it. It only reads, nothing is sent. Closes the preview that was open before. */
  'preview.open': OpenedPreview;
  /** Loads the images of the open message from the servers that it names. */
  'preview.images': PreviewImages;
  'preview.close': null;
  'send.requestPreview': RequestPreviewResult;
  'send.press': PressResult;
  /** `cancelled`: whether a send with that press was under way. */
  'send.cancel': { cancelled: boolean };
  /** Ends the undo period. `wasUnderWay`: whether a send with that press was under way. */
  'send.now': { wasUnderWay: boolean };
  /** The latest press since the start; `null` if there was none. */
  'send.latest': LatestPress | null;
  /** Resolves when that press has its outcome. For a page that was reloaded. */
  'send.result': PressResult;
  /** Main keeps the typed text in memory, for a page that is reloaded. */
  'send.keepDraft': null;
  'send.keptDraft': Draft | null;
  'log.unknownCount': { count: number };
  'log.page': LogPage;
  /** How many entries match, by outcome and over time. */
  'log.overview': LogOverview;
  'log.filterOptions': LogChoices;
  'log.sendsToSameKey': Neighbours;
  /** Asks for a target file first. Resolves when the task has ended, and emits `logTask` meanwhile. */
  'log.export': TaskEnd;
  'log.backup': TaskEnd;
  'log.clear': TaskEnd;
  /** The file name under which the previous log is kept; `null` if that log was in order and is still used. */
  'log.startNew': string | null;
  /** `stopped`: whether there was a task to stop. */
  'log.stopTask': { stopped: boolean };
  /** What the log would remove now under these settings. */
  'log.forecast': Forecast;
  /** What the log's limits would remove and a person has to confirm first; `null` if there is nothing to confirm. */
  'log.removalQuestion': RemovalQuestion | null;
  /** Confirms the removal that was shown. */
  'log.confirmRemoval': null;
  /** Returns all views after the change, as `views.remove` and `views.restore` do. */
  'views.list': readonly LogView[];
  'views.save': readonly LogView[];
  'views.remove': readonly LogView[];
  'views.restore': readonly LogView[];
  'log.entry': EntryDetail;
  /** A person resolves an unknown entry. */
  'log.resolve': EntryDetail;
  /** Asks WhatCounts what happened to an unknown entry. It only reads, nothing is sent. */
  'log.askWhatCounts': AskReport;
  /** The delivery status of an entry's message as it was last checked; `null` if it wasn't checked since the start. */
  'delivery.cached': DeliveryStatus | null;
  /** Asks WhatCounts. It only reads: nothing is sent or written. */
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
  /** An entry was written, or its outcome was written. */
  entryChanged: EntrySummary;
  /** Entries were removed, the index has caught up, or another log was opened: whatever shows the log has to load it again. */
  logChanged: null;
  /** Progress of a long task on the log; `null` when it has ended. */
  logTask: TaskProgress | null;
  /** A send under way has reached its next phase. */
  sendPhase: SendPhase;
  /** An account's known lists and templates have changed, or whether they are being read. */
  catalogChanged: { accountId: string };
  /** Escape was pressed while a preview is open, possibly inside its frame. */
  previewEscape: null;
  /** The log's limits need a person's confirmation; `null` when they no longer do. */
  removalAsked: RemovalQuestion | null;
  accountsChanged: null;
  presetsChanged: null;
  settingsChanged: Settings;
  noticeAdded: Notice;
  /** Somebody chose the diagnostics in the menu. */
  diagnosticsAsked: null;
}
export type EventName = keyof Events;

/** The result of every call over the bridge. */
export type Envelope<T> = Result<T>;

/** The one object that preload.ts puts on the page's `window`. */
export interface Bridge {
  /**
   * Takes the command's `Input` and resolves with an `Envelope` of its `Output` as JSON text, because the bridge would copy an object into
   * the page property by property.
   */
  call(command: CommandName, input: unknown): Promise<string>;
  /** Returns a function that removes the listener. */
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void;
}
