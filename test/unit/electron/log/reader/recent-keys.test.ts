import { expect, test } from 'vitest';
import { logWithReader, send } from '../a-reader.ts';
import { acme, newEntry } from '../a-log.ts';

test('returns the keys of an account once each, latest first, at most ten', () => {
  const { log, reader } = logWithReader();
  for (let n = 0; n < 12; n += 1) send(log, { key: `ck${n}` });
  send(log, { key: 'ck5', outcome: 'rejected' });
  send(log, { key: 'größe/1' });
  send(log, { key: 'ck-other', account: 'other' });
  expect(reader.recentKeys('acme')).toEqual(['größe/1', 'ck5', 'ck11', 'ck10', 'ck9', 'ck8', 'ck7', 'ck6', 'ck4', 'ck3']);
  expect(reader.recentKeys('other')).toEqual(['ck-other']);
  expect(reader.recentKeys('nobody')).toEqual([]);
});

test('ignores sends that name the contact in another way', () => {
  const { log, reader } = logWithReader();
  log.begin(newEntry({ account: acme, message: { command: 'email', recipient: 'email', customerKey: 'ada@example.com' } }));
  expect(reader.recentKeys('acme')).toEqual([]);
  expect(reader.known('acme', 'ada@example.com', null)).toEqual([]);
});

test('keys disappear with their entries', () => {
  const { log, reader } = logWithReader();
  const id = send(log, { key: 'ck1' });
  send(log, { key: 'ck2' });
  expect(log.removeEntries([id])).toBe(1);
  expect(reader.recentKeys('acme')).toEqual(['ck2']);
});

test('returns the latest sends of an account to a key, in any letter case', () => {
  const { log, reader } = logWithReader();
  const ids = Array.from({ length: 7 }, (_, n) => send(log, { key: n % 2 === 0 ? 'CK1' : 'ck1', template: `T${n}` }));
  send(log, { key: 'ck1', account: 'other' });
  send(log, { key: 'ck11' });
  expect(reader.known('acme', 'ck1', null).map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  expect(reader.known('acme', 'ck1', null)[0]).toMatchObject({ template: 'T6', state: 'accepted' });
  expect(reader.known('acme', 'ck2', null)).toEqual([]);
});

test("sends to the key at another site, below the site, or in another realm are somebody else's", () => {
  const { log, reader } = logWithReader();
  const to = (url: string, realm = acme.realm, key = 'ck1'): number =>
    log.begin(newEntry({ account: { ...acme, realm }, url, message: { customerKey: key } })).id;
  const path = '/rest/msg/sendWithCustomerKey/Orders/x/ck1?format=99';
  const own = to(`${acme.siteUrl}${path}`);
  to(`${acme.siteUrl}/eu${path}`);
  to(`https://old.acme.example${path}`, acme.realm, 'ＣＫ1');
  to(`${acme.siteUrl}${path}`, 'other');
  const { siteUrl, realm } = acme;
  expect(reader.known('acme', 'ck1', { siteUrl, realm }).map(({ id }) => id)).toEqual([own]);
  expect(reader.known('acme', 'ck1', { siteUrl: `${siteUrl}/eu`, realm })).toHaveLength(1);
  expect(reader.known('acme', 'ck1', null)).toHaveLength(4);
});
