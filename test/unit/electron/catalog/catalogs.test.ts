import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import { CatalogFiles } from '../../../../electron/catalog/catalog-files.ts';
import type { Catalog } from '../../../../electron/shared/domain/catalog.ts';
import { Catalogs } from '../../../../electron/catalog/catalogs.ts';
import { readPageWith } from '../../../../electron/catalog/read-page.ts';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { readCatalogPage } from '../../../../electron/whatcounts/catalog.ts';
import { createNodeTransport } from '../../../../electron/net/node-transport.ts';
import { acme, secret } from '../sending/sender-bench.ts';
import { tempFolder } from '../storage/temp-folder.ts';
import { awkwardRealm, inPages, type AwkwardRealm } from './awkward-realm.ts';

const hourMs = 60 * 60_000;
const lists = (count: number) => Array.from({ length: count }, (_, index) => ({ listId: index + 1, listName: `List ${index + 1}` }));
const templates = [
  { id: 301, name: 'Shipping delay' },
  { id: 302, name: 'Order confirmation' },
];

interface Desk {
  catalogs: Catalogs;
  realm: AwkwardRealm;
  account: AccountView;
  others: AccountView[];
  changed: string[];
  later: (ms: number) => void;
  /** Restarts Keypost with the same folder. */
  again: () => Catalogs;
  locked: boolean;
  /** The abort signal of the caller that requested the secret. */
  signals: (AbortSignal | undefined)[];
  home: string;
}

async function desk(responses: Partial<AwkwardRealm['responses']> = {}): Promise<Desk> {
  const realm = await awkwardRealm({ lists: inPages(lists(3)), templates: inPages(templates), ...responses });
  const folder = tempFolder();
  let now = Date.parse('2026-11-24T10:00:00Z');
  const all = (): AccountView[] => [it.account, ...it.others];
  const make = (): Catalogs =>
    new Catalogs({
      accounts: {
        list: all,
        get: (id) => all().find((one) => one.id === id) ?? null,
        secretFor: (_, signal) => {
          it.signals.push(signal);
          return Promise.resolve(
            it.locked ? fail('vaultLocked', 'The keychain is locked.') : ok({ ...secret, siteUrl: it.account.siteUrl }),
          );
        },
      },
      files: new CatalogFiles(folder.path, folder.openDisk),
      transport: createNodeTransport(() => Promise.resolve('DIRECT')),
      readPage: readPageWith((kind, response) => Promise.resolve(readCatalogPage(kind, response))),
      timeLimits: () => ({ timeoutMs: 5000, connectTimeoutMs: 5000 }),
      now: () => now,
      onChange: (id) => it.changed.push(id),
    });
  const it: Desk = {
    catalogs: null as unknown as Catalogs,
    realm,
    account: { ...acme, siteUrl: realm.siteUrl },
    others: [],
    changed: [],
    later: (ms) => (now += ms),
    again: make,
    locked: false,
    signals: [],
    home: folder.path,
  };
  it.catalogs = make();
  return it;
}

const valueOf = (result: Result<Catalog>): Catalog => {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};
const names = (catalog: Catalog) => catalog.lists.items.map(({ name }) => name);

describe('the catalog of an account', () => {
  it('leaves out names from which a part of a secret was removed, and is incomplete then', async () => {
    const found = [{ listId: 1, listName: 'Corrected orders' }, { listId: 2, listName: 'the CORRECT%20horse' }, ...lists(2)];
    const { catalogs, home } = await desk({ lists: inPages(found.map((list, at) => ({ ...list, listId: at + 1 }))) });
    const read = valueOf(await catalogs.refresh('acme', false));
    expect(names(read)).toEqual(['List 1', 'List 2']);
    expect(read).toMatchObject({ lists: { whole: false, problem: '' }, templates: { whole: true } });
    const kept = readdirSync(join(home, 'catalogs')).map((name) => readFileSync(join(home, 'catalogs', name), 'utf8'));
    expect(kept.join()).not.toMatch(/correct|removed/i);
  });

  it('is empty at first, sends no request by itself, and is read when it is needed', async () => {
    const { catalogs, realm, changed } = await desk();
    expect(valueOf(catalogs.get('acme'))).toMatchObject({ reading: false, lists: { items: [], readAt: null, problem: '' } });
    expect(realm.asked).toEqual([]);
    const read = catalogs.refresh('acme', false);
    expect(valueOf(catalogs.get('acme')).reading).toBe(true);
    expect(names(valueOf(await read))).toEqual(['List 1', 'List 2', 'List 3']);
    expect(valueOf(catalogs.get('acme'))).toMatchObject({
      reading: false,
      lists: { whole: true, problem: '', readAt: Date.parse('2026-11-24T10:00:00Z') },
      templates: {
        items: [
          { id: 302, name: 'Order confirmation' },
          { id: 301, name: 'Shipping delay' },
        ],
      },
    });
    expect(realm.asked).toEqual(['/rest/lists?skip=0', '/rest/templates?skip=0']);
    expect(changed).toEqual(['acme', 'acme']);
  });

  it('reads all pages: three for 1,455 lists, and an empty one after a full last page', async () => {
    const { catalogs, realm } = await desk({ lists: inPages(lists(1455)) });
    expect(valueOf(await catalogs.refresh('acme', true)).lists.items).toHaveLength(1455);
    expect(realm.asked.filter((path) => path.includes('lists'))).toEqual([0, 500, 1000].map((skip) => `/rest/lists?skip=${skip}`));
    realm.responses.lists = inPages(lists(1000));
    expect(valueOf(await catalogs.refresh('acme', true)).lists).toMatchObject({ whole: true, items: { length: 1000 } });
  });

  it('stops reading from a server that ignores skip', async () => {
    const { catalogs, realm } = await desk({ lists: () => ({ body: lists(500) }) });
    expect(valueOf(await catalogs.refresh('acme', true)).lists).toMatchObject({ whole: false, items: { length: 500 } });
    expect(realm.asked.filter((path) => path.includes('lists'))).toHaveLength(2);
  });

  it('is used for an hour, then read again when it is needed, or at once on request', async () => {
    const { catalogs, realm, later } = await desk();
    await catalogs.refresh('acme', false);
    later(hourMs - 1);
    await catalogs.refresh('acme', false);
    expect(realm.asked).toHaveLength(2);
    await catalogs.refresh('acme', true);
    expect(realm.asked).toHaveLength(4);
    later(hourMs + 1);
    await catalogs.refresh('acme', false);
    expect(realm.asked).toHaveLength(6);
  });

  it('is read once for any number of simultaneous callers', async () => {
    const { catalogs, realm } = await desk();
    await Promise.all([catalogs.refresh('acme', true), catalogs.refresh('acme', true), catalogs.refresh('acme', false)]);
    expect(realm.asked).toHaveLength(2);
  });

  it('is available at the next start without a network', async () => {
    const { catalogs, realm, again } = await desk();
    await catalogs.refresh('acme', true);
    realm.asked.length = 0;
    expect(names(valueOf(again().get('acme')))).toEqual(['List 1', 'List 2', 'List 3']);
    expect(realm.asked).toEqual([]);
  });

  it('stores no secret, not even if the server sends one back', async () => {
    const { catalogs, home } = await desk({ lists: inPages([{ listId: 1, listName: `echo ${secret.password} echo` }]) });
    const read = valueOf(await catalogs.refresh('acme', true));
    expect(JSON.stringify(read)).not.toContain(secret.password);
    const folder = join(home, 'catalogs');
    expect(readdirSync(folder)).toHaveLength(1);
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'utf8')).not.toContain(secret.password);
  });

  it('is treated as missing if its file is damaged', async () => {
    const { catalogs, again, home } = await desk();
    await catalogs.refresh('acme', true);
    const folder = join(home, 'catalogs');
    for (const text of ['{ "version": 1, ', '{"version":1,"realm":"x","lists":7}', '[]', '']) {
      for (const file of readdirSync(folder)) writeFileSync(join(folder, file), text);
      expect(valueOf(again().get('acme')).lists).toMatchObject({ items: [], readAt: null });
    }
  });
});

describe("if the catalog can't be read", () => {
  it('keeps the earlier catalog, and reports the reason', async () => {
    const { catalogs, realm } = await desk({ lists: inPages(lists(600)) });
    await catalogs.refresh('acme', true);
    realm.responses.lists = (skip) =>
      skip === 0 ? { body: lists(500) } : { status: 401, body: { error: 'Unauthorized', status: 'Unauthorized', statusCode: 401 } };
    const { lists: kept, templates: others } = valueOf(await catalogs.refresh('acme', true));
    expect(kept.items).toHaveLength(600);
    expect(kept.problem).toBe("The lists couldn't be read. WhatCounts refused the realm or password (401). Open Accounts to correct them.");
    expect(others.problem).toBe('');
  });

  it('reports a realm that does not list its templates, and keeps its lists', async () => {
    const { catalogs } = await desk({ templates: () => ({ status: 404, body: { error: 'Unable to find resource' } }) });
    const read = valueOf(await catalogs.refresh('acme', true));
    expect(read.templates).toMatchObject({
      items: [],
      readAt: null,
      problem: "This realm doesn't list its templates (404). Type the name.",
    });
    expect(read.lists.items).toHaveLength(3);
  });

  it.each([
    [{ body: '<html><body>Welcome</body></html>' }, /A web page came back \(200\), not a response of WhatCounts/],
    [{ status: 503, body: '<h1>busy</h1>' }, /isn't available at the moment \(503\)\. Wait a minute, then try again\.$/],
    [{ status: 403, body: '' }, /The server at .* refused the request \(403\)\. Ask your administrator about it\.$/],
  ])('%o is no catalog', async (response, text) => {
    const { catalogs } = await desk({ lists: () => response });
    expect(valueOf(await catalogs.refresh('acme', true)).lists).toMatchObject({
      items: [],
      problem: expect.stringMatching(text) as string,
    });
  });

  it('sends no request while the keychain is locked', async () => {
    const it = await desk();
    it.locked = true;
    const read = valueOf(await it.catalogs.refresh('acme', true));
    expect(read.lists.problem).toBe("The lists couldn't be read. The keychain is locked.");
    expect(it.realm.asked).toEqual([]);
  });

  it('cancels the keychain call of a removed account', async () => {
    const it = await desk();
    const reading = it.catalogs.refresh('acme', true);
    it.account = { ...it.account, id: 'other' };
    it.catalogs.accountsChanged();
    await reading;
    expect(it.signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  it('names an unreachable server, and does not retry at every use', async () => {
    const it = await desk();
    it.account = { ...it.account, siteUrl: 'http://127.0.0.1:9' };
    expect(valueOf(await it.catalogs.refresh('acme', false)).lists.problem).toMatch(
      /^The lists couldn't be read\. 127\.0\.0\.1:9 couldn't be reached \(connection refused\)\.$/,
    );
    it.changed.length = 0;
    await it.catalogs.refresh('acme', false);
    expect(it.changed).toEqual([]);
  });

  it('fails for an account that does not exist', async () => {
    const { catalogs } = await desk();
    expect(catalogs.get('nobody')).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
    expect(await catalogs.refresh('nobody', true)).toMatchObject({ ok: false, error: { code: 'noSuchAccount' } });
  });
});

describe('when accounts change', () => {
  it('another realm has another catalog, and a pending response of the previous realm is not used', async () => {
    const it = await desk();
    let respond: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => {
      it.realm.responses.lists = () => {
        resolve();
        return new Promise((later) => (respond = () => later({ body: lists(2) })));
      };
    });
    const reading = it.catalogs.refresh('acme', true);
    await asked;
    it.account = { ...it.account, realm: 'another' };
    it.catalogs.accountsChanged();
    respond?.();
    expect(valueOf(await reading).lists).toMatchObject({ items: [], readAt: null });
    it.realm.responses.lists = inPages(lists(1));
    expect(names(valueOf(await it.catalogs.refresh('acme', true)))).toEqual(['List 1']);
  });

  it('the catalog of a removed account is removed', async () => {
    const it = await desk();
    await it.catalogs.refresh('acme', true);
    expect(readdirSync(join(it.home, 'catalogs'))).toHaveLength(1);
    it.account = { ...it.account, id: 'other' };
    it.catalogs.accountsChanged();
    expect(existsSync(join(it.home, 'catalogs')) ? readdirSync(join(it.home, 'catalogs')) : []).toEqual([]);
  });
});
