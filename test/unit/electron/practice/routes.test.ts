import { describe, expect, it } from 'vitest';
import { lists } from '../../../../electron/practice/lists.ts';
import { templates } from '../../../../electron/practice/templates.ts';
import { notThere, practiceRealm, problem } from './practice-client.ts';

const orders = lists[0];
const delay = templates[1];
const good = (body: unknown) => ({ status: 200, type: 'application/json', body });

describe('/rest/lists', () => {
  it('comes in pages of 500, as documented', async () => {
    const { get } = await practiceRealm();
    const pages = await Promise.all(['', '?skip=0', '?skip=500', '?skip=1000', '?skip=1203'].map((query) => get(`/rest/lists${query}`)));
    expect(pages).toEqual([
      good(lists.slice(0, 500)),
      good(lists.slice(0, 500)),
      good(lists.slice(500, 1000)),
      good(lists.slice(1000)),
      good([]),
    ]);
  });

  it.each(['-1', 'x', '', 'NaN'])('starts at the beginning for skip=%s', async (skip) => {
    const { get } = await practiceRealm();
    expect((await get(`/rest/lists?skip=${skip}`)).body).toEqual(lists.slice(0, 500));
  });

  it.each(['listName=Orders', 'listName=Orders&skip=0'])('finds one by name: %s', async (query) => {
    const { get } = await practiceRealm();
    expect(await get(`/rest/lists?${query}`)).toEqual(good([orders]));
  });

  it.each(['Returns%20%26%20refunds', 'Returns+%26+refunds'])('finds a name with special characters: %s', async (name) => {
    const { get } = await practiceRealm();
    expect((await get(`/rest/lists?listName=${name}`)).body).toMatchObject([{ listName: 'Returns & refunds' }]);
  });

  it.each(['listName=orders', 'listName=', 'listName=Nothing'])('finds nothing for %s', async (query) => {
    const { get } = await practiceRealm();
    expect(await get(`/rest/lists?${query}`)).toEqual(good([]));
  });

  it.each(['listname=Orders', 'name=Orders', 'ListName=Orders'])('ignores a misspelt filter and returns everything: %s', async (query) => {
    const { get } = await practiceRealm();
    expect((await get(`/rest/lists?${query}`)).body).toEqual(lists.slice(0, 500));
  });

  it('gives one by its id', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/lists/13')).toEqual(good(orders));
    expect(await get('/rest/lists/1299')).toEqual(good(lists.at(-1)));
  });

  it.each(['/rest/lists/14', '/rest/lists/013', '/rest/lists/Orders', '/rest/lists/14/subscribers'])(
    'returns no list at %s',
    async (path) => {
      const { get } = await practiceRealm();
      expect(await get(path)).toEqual(problem(404, 'Not Found', 'List Not Found'));
    },
  );

  it.each(['/rest/lists/13/templates', '/rest/lists/14/templates', '/rest/lists/13/subscribers/ck1042'])(
    'has no such read: %s',
    async (path) => {
      const { get } = await practiceRealm();
      expect(await get(path)).toEqual(notThere);
    },
  );
});

describe('/rest/templates', () => {
  it('comes in one page, because there are fewer than 500', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/templates')).toEqual(good(templates));
    expect((await get('/rest/templates?skip=20')).body).toEqual(templates.slice(20));
    expect((await get('/rest/templates?skip=500')).body).toEqual([]);
  });

  it.each([
    ['Shipping%20delay', 'Shipping delay'],
    ['Invoice/Receipt', 'Invoice/Receipt'],
    ['Invoice%2FReceipt', 'Invoice/Receipt'],
    ['R%C3%BCckerstattung', 'Rückerstattung'],
  ])('finds one by name: %s', async (query, name) => {
    const { get } = await practiceRealm();
    expect((await get(`/rest/templates?name=${query}`)).body).toMatchObject([{ name }]);
  });

  it('finds nothing for another name, and everything for a misspelt filter', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/templates?name=shipping%20delay')).toEqual(good([]));
    expect((await get('/rest/templates?templateName=Shipping%20delay')).body).toEqual(templates);
  });

  it('gives one by its id', async () => {
    const { get } = await practiceRealm();
    expect(await get('/rest/templates/302')).toEqual(good(delay));
    expect(await get('/rest/templates/999')).toEqual(problem(404, 'Not Found', 'Template Not Found'));
    expect(await get('/rest/templates/302/x')).toEqual(notThere);
  });
});
