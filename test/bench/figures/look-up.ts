/** From the press to the first byte of the request at the server, with a hanging look-up of the same key and without one. */
import { startInstantSite, type InstantSite } from '../instant-site.ts';
import type { Keypost } from '../../e2e/keypost.ts';
import { useAccount } from '../desk-account.ts';
import { ask, withKeypost } from '../driven-app.ts';
import { ratioRow, type Figure } from '../figure.ts';
import { inTurn } from '../pairs.ts';

const pairs = 30;

export const lookUp: Figure = {
  name: 'look-up',
  measure: async (stage) => {
    const site = await startInstantSite();
    try {
      return await withKeypost(stage.newHome(), async (keypost) => {
        await useAccount(keypost, site.url);
        const measured = await inTurn(
          pairs,
          () => pressToFirstByte(keypost, site, true),
          () => pressToFirstByte(keypost, site, false),
        );
        const what = 'press to first byte, a look-up hangs against none';
        return [ratioRow({ what, bound: { most: 1.1 } }, { a: 'hangs', b: 'none', unit: 'ms' }, measured)];
      });
    } finally {
      await site.close();
    }
  },
};

let lastKey = 0;

async function pressToFirstByte({ page, send }: Keypost, site: InstantSite, hangs: boolean): Promise<number> {
  // Clears the key, which ends its look-up, and waits until the page has the setting.
  await send.customerKey.fill('');
  await ask(page, 'settings.save', { lookUp: hangs });
  await page.waitForTimeout(300);
  const [sent, read] = [site.durationsMs.length, site.lookUps];
  const key = `look-up-${++lastKey}`;
  await send.customerKey.fill(key);
  // Waits equally long with and without a look-up, so that the conditions of both presses are the same.
  await page.waitForTimeout(600);
  if (site.lookUps > read !== hangs) throw new Error(hangs ? 'no look-up began' : 'a look-up began');
  const pressedAt = performance.now();
  await send.customerKey.press('Enter');
  await send.response.getByText(`message for ${key}.`).waitFor();
  if (site.durationsMs.length !== sent + 1) throw new Error('expected exactly one send');
  return site.receivedAt - pressedAt;
}
