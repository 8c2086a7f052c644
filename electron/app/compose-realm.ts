/** Creates what reads from an account's realm: lists and templates, look-ups of customer keys, previews. */
import { join } from 'node:path';
import { CatalogFiles } from '../catalog/catalog-files.ts';
import { Catalogs } from '../catalog/catalogs.ts';
import { pageInChild, readPageWith } from '../catalog/read-page.ts';
import { electronChildren } from '../child/electron-child.ts';
import { emit } from '../ipc/serve.ts';
import { systemProxyFor } from '../net/electron-proxy.ts';
import { createNodeTransport } from '../net/node-transport.ts';
import { watchServerTime } from '../net/server-time.ts';
import { PreviewDocuments } from '../preview/preview-documents.ts';
import { Previews } from '../preview/previews.ts';
import { PublicNames } from '../preview/public-names.ts';
import { prepareInThread } from '../preview/run-prepare.ts';
import { usesProxy } from '../preview/uses-proxy.ts';
import { RecipientLookups } from '../recipient/recipient-lookup.ts';
import { openElectronJsonStore } from '../storage/electron-json-store.ts';
import { servePreviews } from '../window/schemes.ts';
import type { AccountsServices } from './compose-accounts.ts';
import type { AppContext } from './app-context.ts';
import type { LogServices } from './compose-log.ts';
import type { SettingsServices } from './compose-settings.ts';

export type RealmServices = ReturnType<typeof composeRealm>;

export function composeRealm(
  { folder, scripts, page, notices, now }: AppContext,
  { settings, timeLimits }: SettingsServices,
  { ledger, children }: LogServices,
  { accounts, changed, accountsChanged, proxyLogins }: AccountsServices,
) {
  const transport = watchServerTime(createNodeTransport(systemProxyFor, proxyLogins.loginFor), (host, time) => {
    ledger.sawServerTime(host, time);
  });
  const catalogs = new Catalogs({
    accounts,
    files: new CatalogFiles(folder, openElectronJsonStore, notices.add),
    transport,
    readPage: readPageWith(pageInChild(children.start)),
    timeLimits,
    now,
    onChange: (accountId) => {
      emit('catalogChanged', { accountId });
    },
  });
  const lookUps = new RecipientLookups({
    accounts,
    transport,
    rules: () => ({ ...timeLimits(), automatic: settings.get().lookUp }),
    listIds: (accountId, list) => catalogs.listIds(accountId, list),
    now,
  });
  changed.on(() => {
    catalogs.accountsChanged();
    lookUps.accountsChanged();
    accountsChanged();
  });

  const documents = new PreviewDocuments(new URL('/', page.url).href.slice(0, -1));
  servePreviews(documents);
  // Not started through the log's children, which are all ended when the log's files are moved: this process has nothing to do with them.
  const publicNames = new PublicNames(electronChildren(scripts));
  const previews = new Previews({
    accounts,
    catalogs,
    transport,
    imageTransport: (rule) => createNodeTransport(systemProxyFor, proxyLogins.loginFor, rule),
    hasPublicSuffix: (name) => publicNames.hasPublicSuffix(name),
    usesProxy: () => usesProxy(systemProxyFor),
    prepare: prepareInThread(join(scripts, 'preview-worker.cjs')),
    documents,
    timeLimits,
    now,
  });
  return { transport, catalogs, lookUps, previews };
}
