import { expect, it } from 'vitest';
import { mostUsed } from '../../../../../electron/log/reader/used-names.ts';
import { newEntry } from '../a-log.ts';
import { logWithReader, send } from '../a-reader.ts';

it('puts the most used names first, and recent ones before old ones', () => {
  expect(mostUsed([])).toEqual([]);
  expect(mostUsed(['a', 'b', 'b', 'a', 'b'])).toEqual(['b', 'a']);
  expect(mostUsed(['new', ...Array.from({ length: 200 }, () => 'middle'), 'old'])).toEqual(['middle', 'new', 'old']);
  const lately = [...Array.from({ length: 3 }, () => 'lately'), ...Array.from({ length: 100 }, (_, index) => `other ${index}`)];
  expect(mostUsed([...lately, ...Array.from({ length: 6 }, () => 'long ago')])[0]).toBe('lately');
  expect(mostUsed(Array.from({ length: 500 }, (_, index) => String(index)))).toHaveLength(30);
});

it('returns the names of one account, from the log itself', () => {
  const { log, reader } = logWithReader();
  send(log, { account: 'acme', list: 'Orders', template: 'Shipping delay' });
  send(log, { account: 'acme', list: 'Größe 🎉', template: 'a/b' });
  send(log, { account: 'acme', list: 'Orders', template: 'Refund' });
  send(log, { account: 'other', list: 'Notices', template: 'Password' });
  expect(reader.usedNames('acme')).toEqual({ lists: ['Orders', 'Größe 🎉'], templates: ['Refund', 'a/b', 'Shipping delay'] });
  log.begin(newEntry({ message: { command: 'content', template: 'Your order 17' } }));
  expect(reader.usedNames('acme').templates).not.toContain('Your order 17');
  expect(reader.usedNames('nobody')).toEqual({ lists: [], templates: [] });
});
