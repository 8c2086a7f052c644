/** A key press in List, with the names of 5,000 lists and 5,000 templates in the catalog. */
import { startAwkwardSite } from '../../e2e/awkward-site.ts';
import { acceptSends } from '../../e2e/awkward/responses.ts';
import { pagesOf } from '../../e2e/awkward/catalog.ts';
import type { Keypost } from '../../e2e/keypost.ts';
import { NamesPage } from '../../e2e/pages/names-page.ts';
import { templates } from '../desk.ts';
import { deskAccount, useAccount } from '../desk-account.ts';
import { ask, withKeypost } from '../driven-app.ts';
import { medianRow, rounded, type Figure, type Row } from '../figure.ts';
import { PageWork, total } from '../page-work.ts';
import { repeat, spreadOf } from '../pairs.ts';
import { timeToPixels } from '../to-pixels.ts';

const count = 5000;
const bound = { unit: 'ms', bound: { most: 16 } } as const;
const names = Array.from({ length: count }, (_, index) => `${templates[index % templates.length] ?? ''} ${index}`);

/** Typed key by key: the first keys match nearly all names, the last ones few. */
const typed = ['payment re', 'ruckerst', 'order 44', 'confirma', 'q'];

export const catalog: Figure = {
  name: 'catalog',
  measure: async (stage) => {
    const site = await startAwkwardSite(
      acceptSends,
      pagesOf(
        'lists',
        names.map((listName, index) => ({ listId: index + 1, listName })),
      ),
      pagesOf(
        'templates',
        names.map((name, index) => ({ id: index + 1, name })),
      ),
    );
    try {
      return await withKeypost(stage.newHome(), async (keypost) => {
        await useAccount(keypost, site.url);
        await readCatalog(keypost);
        return keyRows(keypost);
      });
    } finally {
      await site.close();
    }
  },
};

async function readCatalog({ page }: Keypost): Promise<void> {
  const account = (await ask(page, 'accounts.list', null)).find(({ name }) => name === deskAccount.name);
  const { lists, templates: others } = await ask(page, 'catalog.refresh', { accountId: account?.id ?? '', always: true });
  if (lists.items.length !== count || others.items.length !== count) throw new Error('some names are missing');
}

async function keyRows({ page, send }: Keypost): Promise<Row[]> {
  const list = new NamesPage(page, send.list, 'List');
  await send.list.click();
  await list.text('5,000 lists').waitFor();
  const keyMs = (key: string): Promise<number> =>
    timeToPixels(page, { event: 'keydown', shown: '[role=option]', each: '', gone: '' }, () => page.keyboard.press(key));
  const eachKey = async <T>(measure: (key: string) => Promise<T>): Promise<T[]> => {
    const samples: T[] = [];
    for (const text of typed) {
      await send.list.fill('');
      for (const key of text) samples.push(await measure(key));
    }
    return samples;
  };
  // Warm-up: creates what is needed for the first time.
  await eachKey((key) => page.keyboard.press(key));
  const empty = await repeat(20, () => keyMs('Shift'));
  const toPixels = await eachKey(keyMs);
  const pageWork = await PageWork.of(page);
  const works = await eachKey((key) => pageWork.during(() => page.keyboard.press(key)));
  const median = (part: 'script' | 'style' | 'layout'): string => `${part} ${rounded(spreadOf(works.map((work) => work[part])).median)} ms`;
  return [
    medianRow(
      {
        what: 'key in List, 5,000 names, press to pixels',
        ...bound,
        note: `a key that changes nothing has its frame after ${rounded(spreadOf(empty).median)} ms`,
      },
      toPixels,
    ),
    medianRow(
      { what: 'the same, work of the page alone', ...bound, note: `${median('script')}, ${median('style')}, ${median('layout')}` },
      works.map(total),
    ),
  ];
}
