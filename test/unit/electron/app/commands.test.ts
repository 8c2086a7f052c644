import { expect, test } from 'vitest';
import { commands, type CommandsDeps } from '../../../../electron/app/commands.ts';
import { inputs } from '../../../../electron/shared/ipc/contract.ts';
import { dispatch } from '../../../../electron/ipc/dispatch.ts';
import { noFilter } from '../../../../electron/shared/domain/log-filter.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';
import { draft } from '../presets/draft.ts';
import { message } from '../sending/message.ts';

/** A stand-in for a part of Keypost: its methods return their calls, or a fixed value of the test. */
const part = (name: string, known: Record<string, unknown> = {}): unknown =>
  new Proxy(known, {
    get:
      (_, method) =>
      (...given: unknown[]) =>
        known[String(method)] ?? ok([`${name}.${String(method)}`, ...given]),
  });

const copied: string[] = [];
const latest = { get: () => 'the latest press', result: (pressId: string) => ok(['latest.result', pressId]) };
const dismissed: string[] = [];
const handlers = commands({
  appState: () => 'the state',
  copyText: (text: string) => copied.push(text),
  dismissNotice: (id: string) => dismissed.push(id),
  diagnostics: { text: () => 'what failed' },
  diagnosticsFile: { path: '/home/diagnostics.log' },
  accounts: part('accounts', { list: ['an account'], get: { siteUrl: 'https://a.example', realm: 'acme' } }),
  testConnection: (given: unknown) => ok(['test', given]),
  vaultStatus: () => Promise.resolve('the vault'),
  proxyLogins: part('proxyLogins', { list: ['a proxy'] }),
  presets: part('presets', { list: ['a preset'] }),
  catalogs: part('catalogs'),
  lookUps: part('lookUps'),
  previews: part('previews'),
  sender: Object.assign(Object.create(part('sender', { cancel: true, sendNow: true }) as object) as object, { latest }),
  resolver: part('resolver'),
  deliveryStatuses: part('deliveryStatuses', { known: 'a look' }),
  log: part('log', { unknownCount: ok(2) }),
  logReader: part('logReader'),
  logTasks: part('logTasks', { stop: true }),
  logViews: part('logViews', { list: ['a view'] }),
  retention: part('retention', { question: 'a question' }),
  settings: part('settings', { get: 'the settings' }),
} as unknown as CommandsDeps);

const account = {
  id: null,
  name: 'Acme',
  kind: 'test',
  siteUrl: '',
  realm: 'acme',
  clientName: '',
  reviewSends: true,
  password: '',
  clientKey: '',
  keepInMemory: false,
};
const proxy = { scheme: 'http', address: 'proxy.acme.example:3128', user: 'ada', password: 'correct horse', keepInMemory: false };
const preset = { ...draft(), id: 'p1', slot: 3, createdAt: 1, updatedAt: 2 };
const pressId = '7b0c5a3e-1111-4111-8111-111111111111';
const press = { pressId, message: message(), consent: null };
const { presetId, ...typedFields } = message();
const typedDraft = {
  fields: typedFields,
  presetId,
  gaps: [],
  otherPlace: { list: '', template: '' },
  customFields: [],
  underWay: null,
  isServed: false,
  isOpened: false,
  reviewed: null,
  use: { used: null, earlier: null, refused: null, notSent: [], writtenOver: null, isTyped: false },
};
const overview = { filter: noFilter, activity: true };
const options = { filter: noFilter, order: 'newest', format: 'csv', bom: true, keys: 'clear', bodies: false };
const rules = { keepEntriesDays: 0, keepEntriesMegabytes: 0, keepBodiesDays: 30, keepBodiesMegabytes: 0 };
const view = { name: 'a view', filter: noFilter };
const page = { filter: noFilter, order: 'newest', start: { at: 'top' }, limit: 10 };
const look = { accountId: 'a', customerKey: 'ck1', list: 'Orders', asked: true };
const recent = { presetId: 'p1', accountId: null, list: 'Orders', template: 'Delay', limit: 3 };

const previewId = pressId;
const wanted = { previewId, accountId: 'a', command: 'customerKey', template: 'Delay', number: null, again: false };

const cases: [command: keyof typeof inputs, input: unknown, value: unknown][] = [
  ['app.state', null, 'the state'],
  ['app.copyText', { text: 'curl' }, null],
  ['app.dismissNotice', { id: '7' }, null],
  ['app.diagnostics', null, { text: 'what failed', path: '/home/diagnostics.log' }],
  ['app.reportFailure', { error: { name: 'TypeError', code: '', message: 'x', frames: [] } }, null],
  ['accounts.list', null, ['an account']],
  ['accounts.save', account, ['accounts.save', account]],
  ['accounts.remove', { id: 'a' }, ['accounts.remove', 'a']],
  ['accounts.clearSecret', { id: 'a' }, ['accounts.clearSecret', 'a']],
  ['accounts.test', account, ['test', account]],
  ['vault.status', null, 'the vault'],
  ['proxies.list', null, ['a proxy']],
  ['proxies.save', proxy, ['proxyLogins.save', proxy]],
  ['proxies.remove', { scheme: 'https', address: 'p:1' }, ['proxyLogins.remove', { scheme: 'https', address: 'p:1' }]],
  ['presets.list', null, ['a preset']],
  ['presets.create', draft(), ['presets.create', draft()]],
  ['presets.update', { id: 'p1', draft: draft() }, ['presets.update', 'p1', draft()]],
  ['presets.setSlot', { id: 'p1', slot: 3 }, ['presets.setSlot', 'p1', 3]],
  ['presets.remove', { id: 'p1' }, ['presets.remove', 'p1']],
  ['presets.restore', preset, ['presets.restore', preset]],
  ['catalog.get', { accountId: 'a' }, ['catalogs.get', 'a']],
  ['catalog.refresh', { accountId: 'a', always: true }, ['catalogs.refresh', 'a', true]],
  ['catalog.recentNames', { accountId: 'a' }, ['logReader.usedNames', 'a']],
  ['delivery.cached', { id: 1 }, 'a look'],
  ['delivery.check', { id: 1 }, ['deliveryStatuses.check', 1]],
  ['delivery.openSnapshot', { id: 1, address: 'x' }, ['deliveryStatuses.openSnapshot', 1, 'x']],
  ['recipient.lookUp', look, ['lookUps.look', look]],
  ['recipient.stop', null, null],
  [
    'recipient.recentSends',
    { accountId: 'a', customerKey: ' ck1 ' },
    ['logReader.known', 'a', 'ck1', { siteUrl: 'https://a.example', realm: 'acme' }],
  ],
  ['recipient.recentKeys', { accountId: 'a' }, ['logReader.recentKeys', 'a']],
  ['catalog.missingReferences', { accountId: 'a' }, ['catalogs.missingReferences', ['a preset'], 'a']],
  ['preview.open', wanted, ['previews.open', wanted]],
  ['preview.images', { previewId }, ['previews.images', previewId]],
  ['preview.close', { previewId }, null],
  ['send.requestPreview', message(), ['sender.preview', message()]],
  ['send.press', press, ['sender.press', press]],
  ['send.cancel', { pressId }, { cancelled: true }],
  ['send.now', { pressId }, { wasUnderWay: true }],
  ['send.latest', null, 'the latest press'],
  ['send.result', { pressId }, ['latest.result', pressId]],
  ['send.keptDraft', null, null],
  ['send.keepDraft', typedDraft, null],
  ['log.unknownCount', null, { count: 2 }],
  ['log.resolve', { id: 7, outcome: 'accepted', note: 'seen' }, ['resolver.resolve', { id: 7, outcome: 'accepted', note: 'seen' }]],
  ['log.askWhatCounts', { id: 7, note: '' }, ['resolver.ask', { id: 7, note: '' }]],
  ['log.page', page, ['logReader.page', page]],
  ['log.overview', overview, ['logReader.overview', overview]],
  ['log.filterOptions', null, ['logReader.choices']],
  ['log.sendsToSameKey', { id: 7 }, ['log.neighbours', 7]],
  ['log.export', options, ['logTasks.export', options]],
  ['log.backup', null, ['logTasks.backup']],
  ['log.clear', { typed: 'clear log', evidence: true }, ['logTasks.clear', 'clear log', true]],
  ['log.startNew', null, ['log.startNew']],
  ['log.stopTask', null, { stopped: true }],
  ['log.forecast', rules, ['retention.forecast', rules]],
  ['log.removalQuestion', null, 'a question'],
  ['log.confirmRemoval', { entries: 3, bodies: 0 }, ['retention.confirm', { entries: 3, bodies: 0 }]],
  ['views.list', null, ['a view']],
  ['views.save', view, ['logViews.save', view]],
  ['views.remove', { id: 'v' }, ['logViews.remove', 'v']],
  ['views.restore', { id: 'v', ...view }, ['logViews.restore', { id: 'v', ...view }]],
  ['log.entry', { id: 7 }, ['log.entry', 7]],
  ['log.recent', recent, ['log.recent', recent]],
  ['settings.get', null, 'the settings'],
  ['settings.save', { theme: 'dark' }, ['settings.save', { theme: 'dark' }]],
];

test.each(cases)('%s reaches its part', async (command, input, value) => {
  expect(await dispatch(handlers, command, input)).toEqual(ok(value));
});

test('every command has a handler', () => {
  expect(cases.map(([command]) => command).sort()).toEqual(Object.keys(inputs).sort());
});

test('copies a text unchanged', async () => {
  copied.length = 0;
  await dispatch(handlers, 'app.dismissNotice', { id: '8' });
  expect(dismissed.at(-1)).toBe('8');
  await dispatch(handlers, 'app.copyText', { text: ' curl\n' });
  expect(copied).toEqual([' curl\n']);
});

test('keeps the draft for a page that is loaded again', async () => {
  await dispatch(handlers, 'send.keepDraft', typedDraft);
  expect(await dispatch(handlers, 'send.keptDraft', null)).toEqual(ok(typedDraft));
});
