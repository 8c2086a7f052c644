/** Maps each command of the page to the service that handles it. */
import type { DeliveryStatuses } from '../delivery/delivery-statuses.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { AccountDraft, ConnectionReport, VaultStatus } from '../shared/domain/account.ts';
import type { ProxyLogins } from '../accounts/proxy-logins.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { LogAccess } from '../log/store/log-access.ts';
import type { LogReaderClient } from '../log/reader/log-reader-client.ts';
import type { LogTasks } from '../log/tasks/log-tasks.ts';
import type { LogViews } from '../log/views/log-views.ts';
import type { Retention } from '../log/retention/retention.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { DiagnosticsFile } from '../diagnostics/diagnostics-file.ts';
import type { Previews } from '../preview/previews.ts';
import { sanitizeDescription } from '../shared/base/describe-error.ts';
import { passFailureReport } from '../shared/base/report-failure.ts';
import type { Presets } from '../presets/presets.ts';
import type { RecipientLookups } from '../recipient/recipient-lookup.ts';
import { failText, ok, type Result } from '../shared/domain/result.ts';
import type { Draft } from '../shared/domain/draft.ts';
import type { Sender } from '../sending/sender.ts';
import { trimHidden } from '../shared/base/hidden-characters.ts';
import type { UnknownResolver } from '../resolution/resolve.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { AppState } from '../shared/ipc/contract.ts';
import type { Handlers } from '../ipc/dispatch.ts';

export interface CommandsDeps {
  appState: () => AppState;
  /** Newer versions of Electron return a promise, older ones nothing. */
  copyText: (text: string) => unknown;
  dismissNotice: (id: string) => void;
  diagnostics: Diagnostics;
  diagnosticsFile: DiagnosticsFile;
  accounts: Accounts;
  testConnection: (draft: AccountDraft) => Promise<Result<ConnectionReport>>;
  vaultStatus: () => Promise<VaultStatus>;
  proxyLogins: ProxyLogins;
  presets: Presets;
  catalogs: Catalogs;
  lookUps: RecipientLookups;
  previews: Previews;
  sender: Sender;
  resolver: UnknownResolver;
  deliveryStatuses: DeliveryStatuses;
  log: LogAccess;
  logReader: LogReaderClient;
  logTasks: LogTasks;
  logViews: LogViews;
  retention: Retention;
  settings: SettingsService;
}

export function commands(deps: CommandsDeps): Handlers {
  const { accounts, proxyLogins, presets, catalogs, lookUps, previews, sender, resolver, deliveryStatuses } = deps;
  const { log, logReader, logTasks, logViews, retention, settings } = deps;
  let keptDraft: Draft | null = null;
  return {
    'app.state': () => ok(deps.appState()),
    'app.copyText': async ({ text }) => {
      await deps.copyText(text);
      return ok(null);
    },
    'app.dismissNotice': ({ id }) => {
      deps.dismissNotice(id);
      return ok(null);
    },
    'app.diagnostics': () => ok({ text: deps.diagnostics.text(), path: deps.diagnosticsFile.path }),
    'app.reportFailure': ({ error }) => {
      passFailureReport({ level: 'error', what: 'an error in the page was not caught', error: sanitizeDescription(error) });
      return ok(null);
    },
    'accounts.list': () => ok(accounts.list()),
    'accounts.save': (draft) => accounts.save(draft),
    'accounts.remove': ({ id }) => accounts.remove(id),
    'accounts.clearSecret': ({ id }) => accounts.clearSecret(id),
    'accounts.test': (draft) => deps.testConnection(draft),
    'vault.status': async () => ok(await deps.vaultStatus()),
    'proxies.list': () => ok(proxyLogins.list()),
    'proxies.save': (draft) => proxyLogins.save(draft),
    'proxies.remove': (key) => proxyLogins.remove(key),
    'presets.list': () => ok(presets.list()),
    'presets.create': (draft) => presets.create(draft),
    'presets.update': ({ id, draft }) => presets.update(id, draft),
    'presets.setSlot': ({ id, slot }) => presets.setSlot(id, slot),
    'presets.remove': ({ id }) => presets.remove(id),
    'presets.restore': (preset) => presets.restore(preset),
    'catalog.get': ({ accountId }) => catalogs.get(accountId),
    'catalog.refresh': ({ accountId, always }) => catalogs.refresh(accountId, always),
    'catalog.recentNames': ({ accountId }) => logReader.usedNames(accountId),
    'recipient.lookUp': (look) => lookUps.look(look),
    'recipient.stop': () => {
      lookUps.stop();
      return ok(null);
    },
    'recipient.recentSends': ({ accountId, customerKey }) => {
      const account = accounts.get(accountId);
      // The practice realm has another port at every start, but always the same contacts, so sends are found by account, not by site.
      const place = account === null || account.builtIn ? null : { siteUrl: account.siteUrl, realm: account.realm };
      return logReader.known(accountId, trimHidden(customerKey, 'exact'), place);
    },
    'recipient.recentKeys': ({ accountId }) => logReader.recentKeys(accountId),
    'catalog.missingReferences': ({ accountId }) => catalogs.missingReferences(presets.list(), accountId),
    'preview.open': (wanted) => previews.open(wanted),
    'preview.images': ({ previewId }) => previews.images(previewId),
    'preview.close': ({ previewId }) => {
      previews.close(previewId);
      return ok(null);
    },
    'send.requestPreview': (message) => sender.preview(message),
    'send.press': (press) => sender.press(press),
    'send.cancel': ({ pressId }) => ok({ cancelled: sender.cancel(pressId) }),
    'send.now': ({ pressId }) => ok({ wasUnderWay: sender.sendNow(pressId) }),
    'send.latest': () => ok(sender.latest.get()),
    'send.result': ({ pressId }) => sender.latest.result(pressId),
    'send.keepDraft': (draft) => {
      keptDraft = draft;
      return ok(null);
    },
    'send.keptDraft': () => ok(keptDraft),
    'log.unknownCount': () => {
      const count = log.unknownCount();
      return count.ok ? ok({ count: count.value }) : count;
    },
    'log.page': (query) => logReader.page(query),
    'log.overview': (query) => logReader.overview(query),
    'log.filterOptions': () => logReader.choices(),
    'log.sendsToSameKey': ({ id }) => log.neighbours(id),
    'log.export': (options) => logTasks.export(options),
    'log.backup': () => logTasks.backup(),
    'log.clear': ({ typed, evidence }) => logTasks.clear(typed, evidence),
    'log.startNew': () => (sender.underWay > 0 ? failText({ code: 'log.sendUnderWay', params: undefined }) : log.startNew()),
    'log.stopTask': () => ok({ stopped: logTasks.stop() }),
    'log.forecast': (rules) => retention.forecast(rules),
    'log.removalQuestion': () => ok(retention.question()),
    'log.confirmRemoval': (seen) => retention.confirm(seen),
    'views.list': () => ok(logViews.list()),
    'views.save': (draft) => logViews.save(draft),
    'views.remove': ({ id }) => logViews.remove(id),
    'views.restore': (view) => logViews.restore(view),
    'log.entry': ({ id }) => log.entry(id),
    'log.resolve': (input) => resolver.resolve(input),
    'log.askWhatCounts': (input) => resolver.ask(input),
    'delivery.cached': ({ id }) => ok(deliveryStatuses.known(id)),
    'delivery.check': ({ id }) => deliveryStatuses.check(id),
    'delivery.openSnapshot': ({ id, address }) => deliveryStatuses.openSnapshot(id, address),
    'log.recent': (query) => log.recent(query),
    'settings.get': () => ok(settings.get()),
    'settings.save': (patch) => settings.save(patch),
  };
}
