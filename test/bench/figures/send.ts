/** From the press to the outcome on screen, against one `curl` that makes the same request. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Keypost } from '../../e2e/keypost.ts';
import { startInstantSite, type InstantSite } from '../instant-site.ts';
import { deskAccount, useAccount } from '../desk-account.ts';
import { withKeypost } from '../driven-app.ts';
import { medianRow, ratioRow, type Figure } from '../figure.ts';
import { inTurn } from '../pairs.ts';
import { timeToPixels } from '../to-pixels.ts';

const pairs = 30;
const run = promisify(execFile);

export const send: Figure = {
  name: 'send',
  measure: async (stage) => {
    const site = await startInstantSite();
    try {
      return await withKeypost(stage.longHome(), async (keypost) => {
        await useAccount(keypost, site.url);
        const own: number[] = [];
        const measured = await inTurn(
          pairs,
          async () => {
            const ms = await pressToOutcome(keypost);
            own.push(ms - (site.durationsMs.at(-1) ?? 0));
            return ms;
          },
          () => curlMs(site),
        );
        return [
          medianRow({ what: 'press to first byte, and last byte to outcome on screen', unit: 'ms', bound: { most: 25 } }, own.slice(1)),
          ratioRow({ what: 'press to outcome against one curl', bound: { most: 1.5 } }, { a: 'Keypost', b: 'curl', unit: 'ms' }, measured),
        ];
      });
    } finally {
      await site.close();
    }
  },
};

let lastKey = 0;

async function pressToOutcome({ page, send }: Keypost): Promise<number> {
  const key = `bench-${++lastKey}`;
  await send.customerKey.fill(key);
  const shown = 'section[aria-label=Response]:has(.accepted)';
  return timeToPixels(page, { event: 'keydown', shown, each: `message for ${key}.`, gone: '' }, () => send.customerKey.press('Enter'));
}

async function curlMs({ url }: InstantSite): Promise<number> {
  const path = 'rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/bench?format=99&respectOptout=true';
  const headers = ['Accept: application/vnd.whatcounts-v1+json', 'Content-Type: application/json', 'Content-Length: 0'];
  const login = ['--user', `${deskAccount.realm}:${deskAccount.password}`];
  const startedAt = performance.now();
  await run('curl', ['--silent', '--request', 'POST', ...login, ...headers.flatMap((header) => ['--header', header]), `${url}/${path}`]);
  return performance.now() - startedAt;
}
