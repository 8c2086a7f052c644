/** Each special key of the practice realm: its outcome, its text, and its entry. */
import { expect, test } from './keypost.ts';
import type { OutcomeText } from './pages/send-page.ts';

const misbehaviour: readonly (readonly [key: string, outcome: OutcomeText, text: string])[] = [
  [
    'ck-404',
    'Rejected',
    'found no ck-404 on Orders: there is no such contact, or it isn\'t subscribed (404 "Subscriber Not Found"). Nothing was sent.',
  ],
  ['ck-500', 'Rejected', 'check before you send again'],
  ['ck-html', 'Rejected', 'check before you send again'],
  ['ck-malformed', 'Rejected', "What that means isn't documented"],
  ['ck-number', 'Rejected', 'another number than the 0 that means acceptance'],
  ['ck-cut', 'Unknown', 'the response broke off. The message may have been sent.'],
  ['ck-reset', 'Unknown', 'the connection broke off before a response came'],
  ['ck-silent', 'Unknown', 'no response came within 5 s'],
];

test('shows the outcome and an explanation for each way in which the practice realm misbehaves', async ({ start }) => {
  const { send, shell, settings, log } = await start();
  await shell.goTo('Settings');
  await settings.timeout.fill('5');
  await settings.timeout.press('Enter');
  await shell.goTo('Send');
  for (const [key, outcome, text] of misbehaviour) {
    await send.sendTo(key);
    await send.expectOutcome(outcome);
    await expect(send.response).toContainText(text);
    await expect(send.customerKey).toBeFocused();
  }
  await shell.goTo('Log');
  for (const [key, outcome] of misbehaviour) await expect(log.rows(key)).toContainText(outcome);
});

test('names a contact without subscription, and quotes the error of the API', async ({ start }) => {
  const { send } = await start();
  await send.sendTo('ck2001');
  await send.expectOutcome('Rejected');
  await expect(send.response).toContainText(
    'found no ck2001 on Orders: there is no such contact, or it isn\'t subscribed (404 "Subscriber Not Found"). Nothing was sent. Check the key or the list.',
  );
});

test('waits for a slow response, which can be cancelled, while the form takes the next message', async ({ start }) => {
  const { send, shell, log } = await start();
  await send.sendTo('ck-slow');
  await expect(send.cancel).toBeEnabled();
  await expect(send.customerKey).toBeEditable();
  await send.cancel.click();
  await send.expectOutcome('Unknown');
  await expect(send.response).toContainText('You cancelled after the request had left. The message may have been sent.');
  await expect(send.customerKey).toHaveValue('ck-slow');

  await send.sendReviewed('ck-slow');
  await send.expectOutcome('Accepted');
  await shell.goTo('Log');
  await expect(log.rows('ck-slow')).toHaveCount(2);
});

test('sends nothing where no server listens', async ({ start }) => {
  const { accounts, shell, send } = await start();
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Nobody there', kind: 'Test', siteUrl: 'http://127.0.0.1:9', realm: 'acme', password: 'correct horse' });
  await accounts.save.click();
  await expect(accounts.item('Nobody there')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Nobody there');
  await send.sendTo('ck1042');
  await send.expectOutcome('Not sent');
  await expect(send.response).toContainText("127.0.0.1:9 couldn't be reached (connection refused). Nothing left this computer.");
});
