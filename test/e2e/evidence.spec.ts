/** The evidence that Keypost keeps beside the log, and what it asks before the log's limits remove much. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ResponseLog } from '../../electron/log/store/response-log.ts';
import { expect, test } from './keypost.ts';
import { LogTools } from './pages/log-tools.ts';
import { seedLog, type Seed } from './seed-log.ts';

const dayMs = 24 * 60 * 60 * 1000;

test('clearing the log keeps the evidence; without the evidence, Ask WhatCounts can not resolve earlier sends', async ({ start }) => {
  const { page, send, shell, log } = await start();
  await send.sendTo('ck-lost');
  await send.expectOutcome('Unknown');
  await shell.goTo('Log');
  const tools = new LogTools(page);
  await tools.choose('Clear log…');
  await expect(tools.dialog).toContainText('Keypost still remembers when it sent to whom');
  await tools.evidence.check();
  await tools.confirmation.fill('clear log');
  await tools.button('Clear log').click();
  await expect(tools.toasts).toContainText('The log is cleared');
  await log.open('ck-lost');
  await log.resolveButton('Ask WhatCounts').click();
  await expect(log.checkResult).toContainText(/^Asked .* The SENT events don't show this/);
  await expect(log.history.last()).toContainText("Keypost's evidence file doesn't have this send");
  await expect(log.outcomeOfEntry).toHaveText('Unknown');
});

test('a server error can be resolved like an unknown outcome', async ({ start }) => {
  const { send, log } = await start();
  await send.sendTo('ck-500');
  await send.expectOutcome('Rejected');
  await send.openEntry.click();
  await expect(log.entry).toContainText('check before you send again');
  await expect(log.resolvePanel).toBeVisible();
  await log.resolveButton('Ask WhatCounts').click();
  await expect(log.checkResult).toContainText('nothing was changed');
  await expect(log.outcomeOfEntry).toHaveText('Rejected');
  await log.resolveAs('Resolve as not sent');
  await expect(log.outcomeOfEntry).toHaveText('Not sent');
  await expect(log.resolvePanel).toHaveCount(0);
});

test('removes more than a fifth of the log only after a confirmation', async ({ start, home }) => {
  const sent = (count: number, ageMs: number): Seed[] =>
    Array.from({ length: count }, (_, n) => ({ customerKey: `ck${n}`, outcome: 'accepted', at: Date.now() - ageMs }));
  const first = await start();
  await first.shell.goTo('Settings');
  await first.settings.keepEntriesDays.fill('30');
  await first.settings.keepEntriesDays.press('Enter');
  const settingsFile = join(home, 'settings.json');
  await expect.poll(() => (existsSync(settingsFile) ? readFileSync(settingsFile, 'utf8') : '')).toMatch(/"keepEntriesDays":\s*30/);
  await first.app.close();
  // As with a log of an older Keypost, which had no ledger: without a ledger, all entries count as recent.
  for (const end of ['', '-wal', '-shm']) rmSync(join(home, `ledger.sqlite${end}`), { force: true });
  seedLog(home, [...sent(3, 40 * dayMs), ...sent(3, 0)]);

  const second = await start({ home });
  await expect(second.shell.notices).toContainText("The log's limits would remove 3 sends of 6 at once.", { timeout: 30_000 });
  await second.shell.goTo('Settings');
  await expect(second.settings.waiting).toContainText('Nothing is removed until you confirm it');
  const reader = new ResponseLog(join(home, 'log.sqlite'));
  const count = () => reader.page({ before: null, limit: 10 }).length;
  expect(count()).toBe(6);
  await second.settings.waiting.getByRole('button', { name: 'Remove them now', exact: true }).click();
  await expect(second.settings.waiting).toHaveCount(0);
  await expect.poll(count, { timeout: 30_000 }).toBe(3);
  reader.close();
  await expect(second.shell.notices).toContainText("The log's limits removed 3 sends.");
});
