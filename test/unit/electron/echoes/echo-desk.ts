/** Keypost assembled like in main.ts, with real files, stores, child processes and the real transport, but without Electron. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { connectionTest } from '../../../../electron/accounts/test-connection.ts';
import { DeliveryStatuses } from '../../../../electron/delivery/delivery-statuses.ts';
import { commands, type CommandsDeps } from '../../../../electron/app/commands.ts';
import type { CommandName } from '../../../../electron/shared/ipc/contract.ts';
import { dispatch } from '../../../../electron/ipc/dispatch.ts';
import { CatalogFiles } from '../../../../electron/catalog/catalog-files.ts';
import { Catalogs } from '../../../../electron/catalog/catalogs.ts';
import { pageInChild, readPageWith } from '../../../../electron/catalog/read-page.ts';
import { BackgroundQuery } from '../../../../electron/log/database/background-query.ts';
import { exportInChild } from '../../../../electron/log/export/run-export.ts';
import { SendLedger } from '../../../../electron/log/ledger/send-ledger.ts';
import { LogAccess } from '../../../../electron/log/store/log-access.ts';
import { LogReaderClient } from '../../../../electron/log/reader/log-reader-client.ts';
import { LogTasks } from '../../../../electron/log/tasks/log-tasks.ts';
import { prepareTemplate } from '../../../../electron/preview/prepare.ts';
import { PreviewDocuments } from '../../../../electron/preview/preview-documents.ts';
import { Previews } from '../../../../electron/preview/previews.ts';
import { RecipientLookups } from '../../../../electron/recipient/recipient-lookup.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import { Sender } from '../../../../electron/sending/sender.ts';
import { UnknownResolver } from '../../../../electron/resolution/resolve.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { accountsBench } from '../accounts/accounts-bench.ts';
import { testChildren } from '../child/children-for-tests.ts';
import { tempFolder } from '../storage/temp-folder.ts';

export interface EchoDesk {
  /** An account of the site, by its id. */
  add: (siteUrl: string) => Promise<string>;
  /** Calls a command over the bridge, like the page. */
  call: (command: CommandName, input: unknown) => Promise<Result<unknown>>;
  /** Everything that the page received: results, events and notices. */
  given: string[];
  /** The contents of the data folder and of exports, by file name. */
  kept: () => Map<string, Buffer>;
}

export interface DeskSecrets {
  password: string;
  clientKey: string;
}

/** All accounts have the same secrets. */
export function echoDesk({ password, clientKey }: DeskSecrets): EchoDesk {
  const { accounts, folder, add, notices } = accountsBench();
  const exported = tempFolder();
  const given: string[] = [];
  const changed = (what: unknown): void => void given.push(JSON.stringify(what));
  const children = testChildren();
  const files = { log: join(folder.path, 'log.sqlite'), index: join(folder.path, 'log-index.sqlite') };
  const now = (): number => Date.parse('2026-11-24T10:00:00Z');
  const notice = (text: string): void => void notices.push(text);
  const ledger = new SendLedger({ file: join(folder.path, 'ledger.sqlite'), wall: now, uptime: () => 1e9, notify: notice });
  const log = LogAccess.open(files.log, {
    now: () => new Date(now()),
    notify: notice,
    ledger,
    onLateOutcome: changed,
    onWrite: () => logReader.written(),
    beforeMove: children.killAll,
    onReplaced: () => undefined,
  });
  const logReader = new LogReaderClient({
    files,
    startChild: children.start,
    beforeQuery: () => undefined,
    onDamage: () => undefined,
    onIndexed: () => undefined,
  });
  onTestFinished(() => {
    logReader.close();
    children.close();
    log.close();
  });
  const transport = createNodeTransport(() => Promise.resolve('DIRECT'));
  const rules = () => ({ timeoutMs: 10_000, connectTimeoutMs: 10_000 });
  const catalogs = new Catalogs({
    accounts,
    files: new CatalogFiles(folder.path, folder.openDisk),
    transport,
    readPage: readPageWith(pageInChild(children.start)),
    timeLimits: rules,
    now,
    onChange: changed,
  });
  const lookUps = new RecipientLookups({
    accounts,
    transport,
    rules: () => ({ ...rules(), automatic: true }),
    listIds: (id, list) => catalogs.listIds(id, list),
    now,
  });
  const previews = new Previews({
    accounts,
    catalogs,
    transport,
    imageTransport: () => transport,
    hasPublicSuffix: () => Promise.resolve(true),
    usesProxy: () => Promise.resolve(false),
    prepare: async (order) => ({ ended: true, template: await prepareTemplate(order) }),
    documents: new PreviewDocuments('app://keypost'),
    timeLimits: rules,
    now,
  });
  const sender = new Sender({
    accounts,
    log,
    transport,
    contactOf: (id, key) => lookUps.contactOf(id, key),
    namesOf: (id) => catalogs.names(id),
    presetName: () => null,
    rules: () => ({ ...rules(), duplicateMs: 0, undoMs: 0, logContact: true }),
    now,
    onChange: changed,
    onPhase: changed,
    notify: notice,
  });
  let wanted = '';
  const logTasks = new LogTasks({
    log,
    files,
    reader: logReader,
    askForFile: ({ name }) => Promise.resolve((wanted = join(exported.path, `${exported.files().length}-${name}`))),
    isOwn: () => false,
    openQuery: (file) => new BackgroundQuery(file, children.start),
    runExport: exportInChild(children.start),
    onProgress: changed,
    beforeMove: children.killAll,
    onCleared: () => undefined,
    clearEvidence: () => Promise.resolve(ledger.clear()),
    now: () => new Date(now()),
  });
  // Commands that return without a request to a server are left out.
  const handlers = commands({
    accounts,
    testConnection: connectionTest({ accounts, transport }),
    catalogs,
    lookUps,
    previews,
    sender,
    resolver: new UnknownResolver({ accounts, log, ledger, transport, timeLimits: rules, now, onChange: changed }),
    deliveryStatuses: new DeliveryStatuses({ accounts, log, transport, timeLimits: rules, now, openInBrowser: () => Promise.resolve() }),
    log,
    logReader,
    logTasks,
  } as unknown as CommandsDeps);
  return {
    add: async (siteUrl) => (await add({ name: siteUrl, kind: 'test', siteUrl, realm: 'acme', password, clientName: 'crm', clientKey })).id,
    given,
    call: async (command, input) => {
      const result = await dispatch(handlers, command, input);
      given.push(
        `${command}: ${JSON.stringify(result, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))}`,
      );
      if (wanted !== '' && !result.ok) throw new Error(result.error.sentence);
      wanted = '';
      return result;
    },
    kept: () => {
      given.push(...notices);
      return new Map([folder.path, exported.path].flatMap((path) => filesIn(path)));
    },
  };
}

const filesIn = (folder: string): [string, Buffer][] =>
  readdirSync(folder).flatMap((name): [string, Buffer][] => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [[name, readFileSync(path)]];
  });

export const pressOf = (message: unknown): { pressId: string; message: unknown; consent: null } => ({
  pressId: randomUUID(),
  message,
  consent: null,
});
