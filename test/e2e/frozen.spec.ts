/** The main process is stopped past the time that a send has, as a computer that sleeps stops it. The response waits in its socket. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from './keypost.ts';
import { acceptedAnswer, startRecordingSite } from './recording-site.ts';

test.skip(process.platform === 'win32', 'nothing there stops a process');

test('a response that waits while main is stopped is read before the outcome is decided', async ({ start, folder }) => {
  const site = await startRecordingSite(folder);
  const { app, send, shell, settings, accounts } = await start({ env: { SSL_CERT_FILE: site.certificateFile } });
  await shell.goTo('Settings');
  await settings.timeout.fill('5');
  await settings.timeout.press('Enter');
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');

  site.answer = null;
  await send.sendTo('ck7');
  await expect.poll(() => site.requests).toHaveLength(1);
  const { pid } = app.process();
  if (pid === undefined) throw new Error('main has no process');
  process.kill(pid, 'SIGSTOP');
  try {
    site.answerWaiting(acceptedAnswer);
    // Longer than the whole time that the send has: that is what is tried here.
    await pause(8000);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
  await site.close();
});
