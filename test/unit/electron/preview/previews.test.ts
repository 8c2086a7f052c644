import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../electron/shared/domain/account.ts';
import type { CatalogItem } from '../../../../electron/shared/domain/catalog.ts';
import { prepareTemplate } from '../../../../electron/preview/prepare.ts';
import { PreviewDocuments } from '../../../../electron/preview/preview-documents.ts';
import type { PreviewOpen } from '../../../../electron/shared/domain/preview.ts';
import { Previews } from '../../../../electron/preview/previews.ts';
import { fail, ok } from '../../../../electron/shared/domain/result.ts';
import type { WireResult } from '../../../../electron/net/transport.ts';

const response = (body: unknown, status = 200, truncated = false): WireResult => ({
  kind: 'response',
  status,
  headers: [],
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  truncated,
  durationMs: 1,
});
const late = { id: 7, name: 'Delay', subject: 'Late', templateDataHtml: '<p>x</p>', templateDataPlaintext: 'x' };

/** The service with a realm whose templates the test provides. */
function bench(items: readonly CatalogItem[] = [{ id: 7, name: 'Delay' }]) {
  const state = {
    at: 1_000_000,
    items,
    refreshed: 0,
    afterRefresh: items,
    readAt: 1 as number | null,
    end: response(late),
    asked: [] as string[],
    /** The abort signal of the caller that requested the secret, and what happens then. */
    signals: [] as (AbortSignal | undefined)[],
    secretAsked: (): void => undefined,
    /** What happens while a template is prepared. */
    meanwhile: (): void => undefined,
    documents: new PreviewDocuments('app://keypost'),
    siteUrl: 'https://mail.example',
    byProxy: false,
    proxyLookUps: 0,
    /** The requested images, and how they were requested. */
    images: [] as string[],
  };
  const account = { id: 'a', clientName: '' } as AccountView;
  const catalog = () => {
    const part = { items: state.items, readAt: state.readAt, whole: true, problem: 'The templates could not be read.' };
    return ok({ accountId: 'a', reading: false, lists: part, templates: part });
  };
  const previews = new Previews({
    accounts: {
      get: (id) => (id === 'a' ? account : null),
      secretFor: (_, signal) => {
        state.signals.push(signal);
        state.secretAsked();
        if (signal?.aborted === true) return Promise.resolve(fail('vaultFailed', 'Given up.'));
        return Promise.resolve(ok({ siteUrl: state.siteUrl, realm: 'acme', password: 'correct horse', clientKey: '' }));
      },
    },
    catalogs: {
      get: catalog,
      refresh: () => {
        state.refreshed++;
        state.items = state.afterRefresh;
        return Promise.resolve(catalog());
      },
    },
    transport: {
      exchange: ({ method, url }) => {
        state.asked.push(`${method} ${url}`);
        return Promise.resolve(state.end);
      },
    },
    imageTransport: (rule) => ({
      exchange: async ({ url }) => {
        const { hostname } = new URL(url);
        const here = rule.isThisComputer(hostname);
        state.images.push(`${here ? 'here' : state.byProxy ? String(await rule.proxyRefusal(hostname)) : 'direct'} ${url}`);
        return response('', 404);
      },
    }),
    hasPublicSuffix: (name) => Promise.resolve(name.endsWith('.com')),
    usesProxy: () => {
      state.proxyLookUps++;
      state.meanwhile();
      return Promise.resolve(state.byProxy);
    },
    prepare: async (order) => {
      const template = await prepareTemplate(order);
      state.meanwhile();
      return { ended: true, template };
    },
    documents: state.documents,
    timeLimits: () => ({ timeoutMs: 1000, connectTimeoutMs: 1000 }),
    now: () => state.at,
  });
  return { state, previews };
}

let count = 0;
const wanted = (over: Partial<PreviewOpen> = {}): PreviewOpen => ({
  previewId: `00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`,
  accountId: 'a',
  command: 'customerKey',
  template: 'Delay',
  number: null,
  again: false,
  ...over,
});
const codeOf = (result: Awaited<ReturnType<Previews['open']>>): string => (result.ok ? result.value.kind : result.error.code);
const sentenceOf = (result: Awaited<ReturnType<Previews['open']>>): string => (result.ok ? '' : result.error.sentence);

test('a template is read by the number of its name, served, and removed when the preview closes', async () => {
  const { state, previews } = bench();
  const asked = wanted({ template: ' Delay ' });
  const opened = await previews.open(asked);
  expect(state.asked).toEqual(['GET https://mail.example/rest/templates/7']);
  expect(opened).toMatchObject({ ok: true, value: { kind: 'ready', name: 'Delay', number: 7, notes: [], readAt: state.at } });
  const url = opened.ok && opened.value.kind === 'ready' ? (opened.value.html?.url ?? '') : '';
  expect(state.documents.file(url)?.bytes).toBeDefined();
  previews.close('another');
  expect(previews.isOpen).toBe(true);
  previews.close(asked.previewId);
  expect([previews.isOpen, state.documents.file(url)]).toEqual([false, null]);
});

test('a template is not read again for five minutes, unless that is requested', async () => {
  const { state, previews } = bench();
  await previews.open(wanted());
  state.at += 4 * 60_000;
  await previews.open(wanted());
  expect(state.asked).toHaveLength(1);
  await previews.open(wanted({ again: true }));
  expect(state.asked).toHaveLength(2);
  state.at += 6 * 60_000;
  await previews.open(wanted());
  expect(state.asked).toHaveLength(3);
});

test.each(['a/b', '50 %', 'a;b', '🎉', '..', '%2F'])('the name %j is only looked up, and never part of an address', async (name) => {
  const { state, previews } = bench([{ id: 7, name }]);
  state.end = response({ ...late, name });
  expect(codeOf(await previews.open(wanted({ template: name })))).toBe('ready');
  expect(state.asked).toEqual(['GET https://mail.example/rest/templates/7']);
});

test('templates of one name are distinguished by their numbers, and one of them can be chosen', async () => {
  const { state, previews } = bench([
    { id: 7, name: 'Delay' },
    { id: 8, name: 'Delay' },
  ]);
  expect(await previews.open(wanted())).toEqual(ok({ kind: 'several', numbers: [7, 8] }));
  expect(state.asked).toEqual([]);
  state.end = response({ ...late, id: 8 });
  expect(await previews.open(wanted({ number: 8 }))).toMatchObject({ value: { kind: 'ready', number: 8 } });
});

test('unknown names are read first, and only if they are unknown', async () => {
  const { state, previews } = bench([]);
  state.afterRefresh = [{ id: 7, name: 'Delay' }];
  expect(codeOf(await previews.open(wanted()))).toBe('ready');
  expect(codeOf(await previews.open(wanted()))).toBe('ready');
  expect(state.refreshed).toBe(1);
});

test('a missing number is reported with the reason', async () => {
  const { state, previews } = bench([{ id: null, name: 'Delay' }]);
  expect(sentenceOf(await previews.open(wanted()))).toContain('gives no number');
  expect(sentenceOf(await previews.open(wanted({ template: 'Other' })))).toContain('no template “Other”');
  state.readAt = null;
  expect(sentenceOf(await previews.open(wanted({ template: 'Other' })))).toContain('could not be read');
  expect(codeOf(await previews.open(wanted({ template: '  ' })))).toBe('noTemplate');
  expect(codeOf(await previews.open(wanted({ command: 'content' })))).toBe('noTemplate');
  expect(codeOf(await previews.open(wanted({ command: 'modelIds', template: 'Delay' })))).toBe('noNumber');
  expect(codeOf(await previews.open(wanted({ accountId: 'gone' })))).toBe('noSuchAccount');
  expect(state.asked).toEqual([]);
});

test('a command that uses numbers needs no look-up', async () => {
  const { state, previews } = bench([]);
  expect(codeOf(await previews.open(wanted({ command: 'modelIds', template: ' 7 ' })))).toBe('ready');
  expect(state.refreshed).toBe(0);
});

test.each<[WireResult, string]>([
  [response({ error: 'Template Not Found' }, 404), 'number 7 (404)'],
  [response('<html>Down</html>', 503), "isn't available at the moment (503)"],
  [response('<html>Log in</html>', 200), 'A web page came back (200)'],
  [response('', 302), 'a redirect (302)'],
  [response({}, 401), 'refused the realm or password (401)'],
  [response({}, 403), '(403)'],
  [response({ ...late, id: 9 }), 'not with a template (200)'],
  [response(late, 200, true), 'larger than 48 MB'],
  [{ kind: 'failed', sent: 'no', cause: 'dns', detail: '', partial: null, durationMs: 1 }, "its name wasn't found"],
])('a response that is no template is reported (%#)', async (end, text) => {
  const { state, previews } = bench();
  state.end = end;
  const opened = await previews.open(wanted());
  expect([codeOf(opened), sentenceOf(opened)]).toEqual(['notRead', expect.stringContaining(text)]);
});

test('a template that was renamed or deleted in the meantime is reported', async () => {
  const { state, previews } = bench();
  state.end = response({ ...late, name: 'Delay 2', deletedFlag: true });
  expect(await previews.open(wanted())).toMatchObject({
    value: { notes: ['WhatCounts marks this template as deleted.', 'This template is now called “Delay 2”.'] },
  });
});

test('a response after the closing is not served', async () => {
  const { state, previews } = bench();
  const asked = wanted();
  state.meanwhile = () => previews.close(asked.previewId);
  const closed = fail('closed', 'The preview was closed.');
  expect(await previews.open(asked)).toEqual(closed);
  expect(previews.isOpen).toBe(false);
  expect(await previews.images(asked.previewId)).toEqual(closed);
});

test('closing a preview cancels its keychain call', async () => {
  const { state, previews } = bench();
  const asked = wanted();
  state.secretAsked = () => {
    previews.close(asked.previewId);
  };
  expect(codeOf(await previews.open(asked))).toBe('closed');
  expect(state.signals.map((signal) => signal?.aborted)).toEqual([true]);
  expect(state.asked).toEqual([]);
});

describe('images', () => {
  const withImages = { ...late, templateDataHtml: '<img src="https://wpad/a.png"><img src="https://a.example.com/b.png">' };

  test('that need a proxy are announced as such, and so is a proxy that is discovered later', async () => {
    const { state, previews } = bench();
    state.end = response(withImages);
    state.byProxy = true;
    const asked = wanted();
    expect(await previews.open(asked)).toMatchObject({ value: { images: { count: 2, byProxy: true } } });
    expect(state.images).toEqual([]);
    expect(await previews.images(asked.previewId)).toMatchObject({ ok: true, value: { byProxy: true } });
    expect(state.images.sort()).toEqual(['localName https://wpad/a.png', 'null https://a.example.com/b.png']);
  });

  test('without a proxy none is announced, and for a message without images none is looked up', async () => {
    const { state, previews } = bench();
    expect(await previews.open(wanted())).toMatchObject({ value: { images: { count: 0, byProxy: false } } });
    expect(state.proxyLookUps).toBe(0);
    state.end = response(withImages);
    const asked = wanted({ again: true });
    expect(await previews.open(asked)).toMatchObject({ value: { images: { count: 2, byProxy: false } } });
    expect(await previews.images(asked.previewId)).toMatchObject({ value: { byProxy: false } });
    expect(state.images).toEqual(['direct https://wpad/a.png', 'direct https://a.example.com/b.png']);
  });

  test.each([
    ['https://mail.example', 'direct'],
    ['http://127.0.0.1:8080', 'here'],
    ['https://localhost', 'here'],
  ])("on this computer are loaded if the account's site is on it: %s", async (siteUrl, how) => {
    const { state, previews } = bench();
    state.siteUrl = siteUrl;
    state.end = response({ ...late, templateDataHtml: '<img src="https://localhost:8443/a.png">' });
    const asked = wanted();
    await previews.open(asked);
    await previews.images(asked.previewId);
    expect(state.images).toEqual([`${how} https://localhost:8443/a.png`]);
  });

  test('of a message that was closed while the proxy was looked up are not served', async () => {
    const { state, previews } = bench();
    state.end = response(withImages);
    const asked = wanted();
    let turns = 0;
    state.meanwhile = () => {
      if (++turns === 2) previews.close(asked.previewId);
    };
    expect(codeOf(await previews.open(asked))).toBe('closed');
  });
});
