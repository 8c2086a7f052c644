/**
 * A server returns the password and the client key in every part of its responses, in any encoding. Everything that Keypost keeps, shows or
 * writes is searched for pieces of six characters.
 */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { noFilter } from '../../../../electron/shared/domain/log-filter.ts';
import { commandIds } from '../../../../electron/shared/domain/send-commands.ts';
import { draft } from '../accounts/account-draft.ts';
import { message } from '../sending/message.ts';
import { echoDesk, pressOf, type EchoDesk } from './echo-desk.ts';
import { composed, seeker, type Spelling } from './echo-spellings.ts';
import { echoingSite, type Echo, type EchoingSite, type Frame } from './echoing-site.ts';

const password = 'S\u00f6mmer2024!<x&"k>';
const clientKey = 'k3y/of-crm+0815%zz';
const gone = '[credential removed]';

const messages = {
  customerKey: message(),
  email: message({ command: 'email', email: 'ada@example.com', firstName: 'Ada' }),
  modelNames: message({ command: 'modelNames', body: '{"customerKey":"ck1"}' }),
  modelIds: message({ command: 'modelIds', list: '13', template: '7', body: '{"customerKey":"ck1"}' }),
  content: message({ command: 'content', subject: 'Late', body: '{"customerKey":"ck1","content":"x"}' }),
  listContact: message({ command: 'listContact', list: '13', template: '7', body: '{"subscriberId":10}' }),
};

/** Every command that sends requests to a server, and those that return what is kept of one response. */
async function askEverything({ call }: EchoDesk, accountId: string, site: EchoingSite): Promise<void> {
  const ids: number[] = [];
  const account = draft({ id: accountId, kind: 'test', siteUrl: site.url, clientName: 'crm', password, clientKey });
  await call('accounts.test', account);
  await call('catalog.refresh', { accountId, always: true });
  await call('recipient.lookUp', { accountId, customerKey: 'ck1', list: 'Orders', asked: true });
  for (const number of [7, null]) {
    const wanted = { previewId: randomUUID(), accountId, command: 'customerKey', template: 'Delay', number, again: true };
    await call('preview.open', wanted);
  }
  site.dropsSend = true;
  for (const command of ['customerKey', ...commandIds] as const) {
    const result = await call('send.press', pressOf({ ...messages[command], accountId }));
    const entry = result.ok ? (result.value as { entry?: { id: number } }).entry : undefined;
    if (entry === undefined) throw new Error(`${command} was not sent: ${JSON.stringify(result)}`);
    ids.push(entry.id);
  }
  await call('log.askWhatCounts', { id: ids[0], note: '' });
  await call('delivery.check', { id: ids[1] });
  for (const id of ids) await call('log.entry', { id });
  await call('catalog.get', { accountId });
}

/** Every command that returns what is kept of all responses. */
async function readEverything({ call }: EchoDesk): Promise<void> {
  await call('log.page', { filter: noFilter, order: 'newest', start: { at: 'top' }, limit: 500 });
  await call('log.overview', { filter: noFilter, activity: true });
  const options = { filter: noFilter, order: 'newest', bom: false, keys: 'clear', bodies: true };
  for (const format of ['csv', 'jsonl']) await call('log.export', { ...options, format });
  await call('log.backup', null);
}

const cases: readonly (readonly [frame: Frame, echoed: 'secrets' | 'login', ...spelling: Spelling[]])[] = [
  ['plain', 'secrets', 'typed'],
  ['plain', 'login', 'typed'],
  ['plain', 'secrets', 'percent'],
  ['plain', 'secrets', 'form'],
  ['plain', 'secrets', 'decimal'],
  ['plain', 'secrets', 'hexadecimal'],
  ['plain', 'secrets', 'script'],
  ['plain', 'secrets', 'base64'],
  ['plain', 'secrets', 'hex'],
  ['plain', 'secrets', 'utf16'],
  ['plain', 'secrets', 'utf16be'],
  ['plain', 'secrets', 'html', 'percentSome'],
  ['plain', 'login', 'percent', 'hex'],
  ['plain', 'secrets', 'utf16', 'base64', 'percentSome'],
  ['plain', 'secrets', 'decimal', 'script', 'hex'],
  ['chunked', 'secrets', 'script'],
  ['gzip', 'secrets', 'percentSome'],
  ['cutBody', 'secrets', 'typed'],
  ['cutBody', 'secrets', 'utf16'],
  ['cutGzip', 'secrets', 'decimal'],
  ['cutHeader', 'secrets', 'typed'],
  ['cutHeader', 'login', 'percent'],
  ['notHttp', 'secrets', 'base64'],
];

type Case = (typeof cases)[number];

/** The bytes that the server echoes. */
function echoOf([frame, echoed, ...spelling]: Case): Echo {
  const typed = { secrets: `${password} ${clientKey}`, login: Buffer.from(`acme:${password}`).toString('base64') }[echoed];
  return { bytes: composed(Buffer.from(typed), ...spelling), frame, beginsCut: frame === 'cutBody' };
}

// All cases share one desk, because its processes take longest to start.
test('nothing of an echo is kept, shown or exported, whatever its encoding and framing', { timeout: 120_000 }, async () => {
  const desk = echoDesk({ password, clientKey });
  const find = seeker([password, clientKey]);
  for (const one of cases) {
    const name = one.join(' > ');
    const site = await echoingSite(echoOf(one));
    const before = desk.given.length;
    await askEverything(desk, await desk.add(site.url), site);

    const given = desk.given.slice(before);
    for (const text of given) expect(find(text), `${name}: ${text.slice(0, 300)}`).toEqual([]);
    // Every kind of request was made, and its response was read and redacted.
    const asked = site.asked.map((line) => line.replace(/(?:\?|\d+ ).*$/, '').replace(/ HTTP.*/, ''));
    expect(asked.filter((line) => line.startsWith('POST'))).toHaveLength(commandIds.length + 1);
    for (const path of ['lists', 'templates', 'subscribers/ck1', 'subscribers/ck1042/events'])
      expect(asked.join(), name).toContain(`GET /rest/${path}`);
    expect(given.filter((text) => text.includes(gone)).length, name).toBeGreaterThan(commandIds.length);
  }
  const before = desk.given.length;
  await readEverything(desk);
  const kept = desk.kept();
  for (const text of desk.given.slice(before)) expect(find(text), text.slice(0, 300)).toEqual([]);
  expect([...kept.keys()].join()).toMatch(/log\.sqlite[^]*\.csv[^]*\.jsonl[^]*\.sqlite/);
  for (const [file, content] of kept) expect(find(content), file).toEqual([]);
  // The log has every send of every case.
  const jsonl = [...kept].find(([file]) => file.endsWith('.jsonl'))?.[1].toString() ?? '';
  expect(jsonl.trim().split('\n')).toHaveLength(cases.length * (commandIds.length + 1));
  expect(kept.get('log.sqlite')?.includes(gone)).toBe(true);
});

test('the search finds the secrets if they are not redacted', () => {
  const find = seeker([password, clientKey]);
  for (const [, , ...spelling] of cases.filter(([, echoed, ...names]) => echoed === 'secrets' && names.length === 1)) {
    for (const secret of [password, clientKey]) {
      const bytes = composed(Buffer.from(secret), ...spelling);
      expect(find(bytes).length, spelling.join()).toBeGreaterThan(5);
      expect(find(bytes.subarray(bytes.length / 2)).length, spelling.join()).toBeGreaterThan(0);
    }
  }
});
