/** The composition root: makes the parts, hands them to each other, opens the window. */
import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { app, clipboard, nativeTheme, type BrowserWindow } from 'electron';
import { newerFiles } from './app/newer-files.ts';
import { AccountStore } from './accounts/account-store.ts';
import { Accounts } from './accounts/accounts.ts';
import { clearEvidence } from './resolution/clear-evidence.ts';
import { bringingKey, EvidenceKey } from './resolution/evidence-key.ts';
import { KeychainVault } from './accounts/keychain-vault.ts';
import { MissingSecrets } from './accounts/missing-secrets.ts';
import { SessionVault } from './accounts/session-vault.ts';
import { connectionTest } from './accounts/test-connection.ts';
import { ProxyLoginStore } from './accounts/proxy-login-store.ts';
import { ProxyLogins } from './accounts/proxy-logins.ts';
import { vaultStatus } from './accounts/vault-status.ts';
import { DeliveryStatuses } from './delivery/delivery-statuses.ts';
import { CatalogFiles } from './catalog/catalog-files.ts';
import { Catalogs } from './catalog/catalogs.ts';
import { pageInChild } from './catalog/page-in-child.ts';
import { readPageWith } from './catalog/read-page.ts';
import { childrenOf } from './child/children.ts';
import { electronChildren } from './child/electron-child.ts';
import { commands } from './app/commands.ts';
import { Notices } from './app/notices.ts';
import { emit, serve } from './ipc/serve.ts';
import { BackgroundQuery } from './log/database/background-query.ts';
import { summaryOf } from './shared/domain/entry.ts';
import { forgetChangesOf } from './log/store/forget-changes.ts';
import { SendLedger } from './log/ledger/send-ledger.ts';
import { ownIndexFile } from './log/search/index-database.ts';
import { LogAccess } from './log/store/log-access.ts';
import { LogReaderClient } from './log/reader/log-reader-client.ts';
import { LogTasks } from './log/tasks/log-tasks.ts';
import { LogViews } from './log/views/log-views.ts';
import { exportInChild } from './log/export/run-export.ts';
import { Retention } from './log/retention/retention.ts';
import { once } from './shared/base/once.ts';
import { PracticeOnDemand } from './practice/on-demand.ts';
import { specialKeys } from './practice/special-keys.ts';
import { PresetStore } from './presets/preset-store.ts';
import { Presets } from './presets/presets.ts';
import { starterPresets } from './presets/starter-presets.ts';
import { LookUps } from './recipient/recipient-lookup.ts';
import { PreviewDocuments } from './preview/preview-documents.ts';
import { Previews } from './preview/previews.ts';
import { PublicNames } from './preview/public-names.ts';
import { prepareInThread } from './preview/run-prepare.ts';
import { usesProxy } from './preview/uses-proxy.ts';
import { Sender } from './sending/sender.ts';
import { UnknownResolver } from './resolution/resolve.ts';
import { electronDisk } from './storage/electron-disk.ts';
import { SettingsService } from './settings/settings-service.ts';
import { openSettingsFile } from './settings/settings-store.ts';
import { openWindowState } from './window/window-state.ts';
import { NewerFileError } from './storage/newer-file.ts';
import { entryAt } from './storage/own-file.ts';
import { isOwnTarget } from './storage/own-target.ts';
import { systemProxyFor } from './net/electron-proxy.ts';
import { createNodeTransport } from './net/node-transport.ts';
import { watchServerTime } from './net/server-time.ts';
import { registerSchemes, serveScheme } from './window/app-scheme.ts';
import { askForFile } from './window/ask-for-file.ts';
import { guardClose } from './window/close-guard.ts';
import { tellOfEscape } from './window/escape-key.ts';
import { askAboutFolder, chooseHomeFolder, refuseToStart } from './window/home-folder.ts';
import { lockDown, lockDownProcess } from './window/lock-down.ts';
import { bringToFront, openMainWindow } from './window/main-window.ts';
import { refuseNewerFiles } from './window/refuse-newer-files.ts';
import { setMenu } from './window/menu.ts';
import { openInBrowser } from './window/open-in-browser.ts';
import { pageSource } from './window/page-source.ts';
import { watchGestures } from './window/watch-gestures.ts';
import { servePreviews } from './window/preview-scheme.ts';
import { hourMs } from './shared/base/time-units.ts';

const home = chooseHomeFolder();
const folder = home.path;
const page = pageSource(app.isPackaged ? undefined : process.env['KEYPOST_DEV_URL']);
registerSchemes();
lockDownProcess();

/** Milliseconds after which nothing of the start is under way any more. */
const warmUpMs = 1000;

let window: BrowserWindow | undefined;

function start(): void {
  const now = (): number => Date.now();
  const notices = new Notices((notice) => {
    emit('noticeAdded', notice);
  });
  const notice = notices.add;
  const files = { path: folder, openDisk: electronDisk, now: () => new Date(), notice };

  const settings = new SettingsService(openSettingsFile(files), (changed) => {
    nativeTheme.themeSource = changed.theme;
    emit('settingsChanged', changed);
    retention.settingsChanged();
  });
  nativeTheme.themeSource = settings.get().theme;

  // First, for its process starts while the rest is made here. It can't ask for anything before this function has ended.
  lockDown(page);
  serveScheme(join(__dirname, 'page'));
  setMenu(!app.isPackaged);
  const preload = join(__dirname, 'preload.cjs');
  window = openMainWindow({ pageUrl: page.url, preload, devTools: !app.isPackaged, state: openWindowState(files) });

  const logChanged = (): void => {
    emit('logChanged', null);
  };
  const logFiles = { log: join(folder, 'log.sqlite'), index: ownIndexFile(join(folder, 'log-index.sqlite')) };
  const children = childrenOf(electronChildren(__dirname));
  const openQuery = (file: string): BackgroundQuery => new BackgroundQuery(file, children.start);
  const logReader = new LogReaderClient({
    files: logFiles,
    startChild: children.start,
    asked: once(() => {
      log.start();
    }),
    damaged: (identity) => {
      log.repair(identity);
    },
    followed: (seq, identity, caughtUp) => {
      forgetChanges(seq, identity);
      if (caughtUp) logChanged();
    },
  });
  const isNew = entryAt(logFiles.log) === null;
  const ledger = new SendLedger({ file: join(folder, 'ledger.sqlite'), wall: now, uptime: () => uptime() * 1000, notice });
  const log = LogAccess.later(logFiles.log, {
    now: () => new Date(),
    notice,
    ledger,
    storedLate: (entry) => {
      emit('entryChanged', summaryOf(entry));
      notice(`The outcome of the send to ${entry.customerKey} is in the log now.`);
    },
    written: () => {
      logReader.written();
    },
    release: children.killAll,
    replaced: () => {
      logReader.written();
      logChanged();
    },
  });
  const forgetChanges = forgetChangesOf(log);

  const practice = new PracticeOnDemand(async () => (await import('./practice/realm.ts')).startPracticeRealm());
  const keychain = new KeychainVault({
    // Not among the children that are ended when the log's files are moved: a send may be asking for its secret.
    startChild: electronChildren(__dirname),
  });
  const missing = new MissingSecrets(() => {
    emit('accountsChanged', null);
  });
  const vaults = { keychain, memory: new SessionVault(), missing };
  const accounts = new Accounts({
    store: new AccountStore(files),
    vaults,
    practice,
    changed: () => {
      catalogs.accountsChanged();
      lookUps.accountsChanged();
      emit('accountsChanged', null);
    },
    notice,
  });
  const evidenceKey = new EvidenceKey({
    keychain,
    ledger,
    elapsed: () => performance.now(),
  });
  const presets = new Presets({
    store: new PresetStore(files, () => starterPresets(now(), randomUUID)),
    now,
    changed: () => {
      emit('presetsChanged', null);
    },
  });
  const proxyLogins = new ProxyLogins({ store: new ProxyLoginStore(files), vaults, notice });
  const transport = watchServerTime(createNodeTransport(systemProxyFor, proxyLogins.loginFor), (host, time) => {
    ledger.sawServerTime(host, time);
  });
  const timeLimits = (): { timeoutMs: number; connectTimeoutMs: number } => {
    const { timeoutSeconds, connectTimeoutSeconds } = settings.get();
    return { timeoutMs: timeoutSeconds * 1000, connectTimeoutMs: connectTimeoutSeconds * 1000 };
  };
  const catalogs = new Catalogs({
    accounts,
    files: new CatalogFiles(folder, electronDisk, notice),
    transport,
    readPage: readPageWith(pageInChild(children.start)),
    rules: timeLimits,
    now,
    changed: (accountId) => {
      emit('catalogChanged', { accountId });
    },
  });
  const lookUps = new LookUps({
    accounts,
    transport,
    rules: () => ({ ...timeLimits(), automatic: settings.get().lookUp }),
    listIds: (accountId, list) => catalogs.listIds(accountId, list),
    now,
  });
  const documents = new PreviewDocuments(new URL('/', page.url).href.slice(0, -1));
  servePreviews(documents);
  // Not among the children that are ended when the log's files are moved: they have nothing to do with it.
  const publicNames = new PublicNames(electronChildren(__dirname));
  const previews = new Previews({
    accounts,
    catalogs,
    transport,
    imageTransport: (rule) => createNodeTransport(systemProxyFor, proxyLogins.loginFor, rule),
    hasPublicSuffix: (name) => publicNames.hasPublicSuffix(name),
    usesProxy: () => usesProxy(systemProxyFor),
    prepare: prepareInThread(join(__dirname, 'preview-worker.cjs')),
    documents,
    rules: timeLimits,
    now,
  });
  tellOfEscape(window, () => {
    if (previews.isOpen) emit('previewEscape', null);
  });
  const sender = new Sender({
    accounts: bringingKey(accounts, evidenceKey, false),
    log,
    transport,
    contactOf: (account, customerKey) => lookUps.contactOf(account, customerKey),
    namesOf: (accountId) => catalogs.names(accountId),
    presetName: (id) => presets.list().find((preset) => preset.id === id)?.name ?? null,
    rules: () => {
      const { timeoutSeconds, connectTimeoutSeconds, duplicateHours, undoSeconds } = settings.get();
      return {
        timeoutMs: timeoutSeconds * 1000,
        connectTimeoutMs: connectTimeoutSeconds * 1000,
        duplicateMs: duplicateHours * hourMs,
        undoMs: undoSeconds * 1000,
        logContact: settings.get().logContact,
      };
    },
    now,
    changed: (entry) => {
      emit('entryChanged', entry);
    },
    phase: (phase) => {
      emit('sendPhase', phase);
    },
    notice,
  });

  const resolver = new UnknownResolver({
    accounts: bringingKey(accounts, evidenceKey, true),
    log,
    ledger,
    transport,
    rules: timeLimits,
    now,
    changed: (entry) => {
      emit('entryChanged', entry);
    },
  });

  const logTasks = new LogTasks({
    log,
    files: logFiles,
    reader: logReader,
    askForFile: (question) => askForFile(window, question),
    isOwn: (target) => isOwnTarget(folder, target),
    openQuery,
    runExport: exportInChild(children.start),
    progress: (progress) => {
      emit('logTask', progress);
    },
    release: children.killAll,
    cleared: logChanged,
    clearEvidence: () => clearEvidence({ ledger, folder, keychain }),
    now: () => new Date(),
  });
  const retention = new Retention({
    log,
    openQuery: () => openQuery(logFiles.log),
    rules: () => settings.get(),
    idle: () => sender.underWay === 0 && !logTasks.running,
    now,
    changed: logChanged,
    ledger,
    notice,
    asked: (question) => {
      emit('removalAsked', question);
    },
  });
  retention.start();

  serve(
    commands({
      appState: () => {
        const empty = isNew ? log.isEmpty() : null;
        return {
          version: app.getVersion(),
          folder,
          firstStart: empty?.ok === true && empty.value,
          notices: notices.list,
          practiceKeys: specialKeys,
        };
      },
      copyText: (text) => clipboard.writeText(text),
      dismissNotice: notices.dismiss,
      accounts,
      testConnection: connectionTest({ accounts, transport }),
      vaultStatus: async () => {
        const status = await vaultStatus(keychain);
        if (status.state === 'available') await Promise.all([accounts.lookForSecrets(), proxyLogins.lookForSecrets()]);
        return status;
      },
      proxyLogins,
      presets,
      catalogs,
      lookUps,
      previews,
      sender,
      resolver,
      deliveryStatuses: new DeliveryStatuses({ accounts, log, transport, rules: timeLimits, now, openInBrowser }),
      log,
      logReader,
      logTasks,
      logViews: new LogViews(files),
      retention,
      settings,
    }),
    page.url,
    { takeGesture: watchGestures(window) },
  );

  guardClose(window, sender);

  window.webContents.once('did-finish-load', () => {
    setTimeout(() => {
      log.start();
      logReader.warmUp();
      if (accounts.expectsKeychain() || proxyLogins.expectsKeychain()) keychain.warmUp();
    }, warmUpMs);
  });

  app.on('will-quit', () => {
    keychain.close();
    retention.close();
    logReader.close();
    children.close();
    logTasks.close();
    log.close();
    void practice.close();
  });
}

function startOrRefuse(): void {
  const newer = newerFiles(folder);
  if (newer.length > 0) {
    void refuseNewerFiles(folder, newer);
    return;
  }
  try {
    start();
  } catch (error) {
    if (!(error instanceof NewerFileError)) throw error;
    void refuseNewerFiles(folder, [error.newer]);
  }
}

app.on('second-instance', () => {
  if (window && !window.isDestroyed()) bringToFront(window);
});
app.on('window-all-closed', () => {
  app.quit();
});

if (home.state === 'unusable') void refuseToStart(home.trouble);
else if (home.state === 'doubtful') void askAboutFolder(home.path, home.doubt);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(startOrRefuse);
else app.exit(0);
