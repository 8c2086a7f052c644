/** From the press to the request's first byte at the server, while a look-up of the same key hangs and with none. */
import { startAnsweringSite, type AnsweringSite } from '../answering-site.ts';
import type { Keypost } from '../../e2e/keypost.ts';
import { useAccount } from '../desk-account.ts';
import { ask, withKeypost } from '../driven-app.ts';
import { ratioRow, type Figure } from '../figure.ts';
import { inTurn } from '../pairs.ts';

const pairs = 30;

export const lookUp: Figure = {
  name: 'look-up',
  measure: async (stage) => {
    const site = await startAnsweringSite();
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

async function pressToFirstByte({ page, send }: Keypost, site: AnsweringSite, hangs: boolean): Promise<number> {
  // No key, no look-up of the one before; and the page has heard of the setting when the next one is typed.
  await send.customerKey.fill('');
  await ask(page, 'settings.save', { lookUp: hangs });
  await page.waitForTimeout(300);
  const [sent, read] = [site.took.length, site.lookUps];
  const key = `look-up-${++lastKey}`;
  await send.customerKey.fill(key);
  // Without a look-up as long as with one, so that both presses meet the same quiet.
  await page.waitForTimeout(600);
  if (site.lookUps > read !== hangs) throw new Error(hangs ? 'no look-up began' : 'a look-up began');
  const pressedAt = performance.now();
  await send.customerKey.press('Enter');
  await send.response.getByText(`message for ${key}.`).waitFor();
  if (site.took.length !== sent + 1) throw new Error('the send was not one');
  return site.cameAt - pressedAt;
}
