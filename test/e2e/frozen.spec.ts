/** The main process is stopped for longer than the timeout of a send, as when a computer sleeps. The response waits in its socket. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from './keypost.ts';
import { acceptedResponse, startRecordingSite } from './recording-site.ts';

test.skip(process.platform === 'win32', 'Windows has no signal that stops a process');

test('reads a response that came while the main process was stopped before it decides the outcome', async ({ start, folder }) => {
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

  site.response = null;
  await send.sendTo('ck7');
  await expect.poll(() => site.requests).toHaveLength(1);
  const { pid } = app.process();
  if (pid === undefined) throw new Error('main has no process');
  process.kill(pid, 'SIGSTOP');
  try {
    site.respondToWaiting(acceptedResponse);
    // Longer than the timeout of the send.
    await pause(8000);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await send.expectOutcome('Accepted');
  expect(site.requests).toHaveLength(1);
  await site.close();
});
