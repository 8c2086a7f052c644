/** What is typed during a send belongs to the next message: it is never cut, merged, overwritten, lost or sent to somebody else. */
import { expect, test } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { NextMessage } from './pages/next-message.ts';
import { jsonResponse, startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk, requestedKeys } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

test('keeps the next key that is typed during a slow response, and refuses its Enter until then', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.delayMs = 1500;
  await page.keyboard.type('48211001');
  await page.keyboard.press('Enter');
  await page.keyboard.type('48211002', { delay: 100 });
  await page.keyboard.press('Enter');
  await expect(next.refusal).toHaveText("Still sending to 48211001. 48211002 stays here: press Enter when it's done.");
  await expect(send.customerKey).toHaveValue('48211002');
  await send.expectOutcome('Accepted');
  // The refused Enter is not repeated, and the response didn't change the field.
  await expect(send.customerKey).toHaveValue('48211002');
  await expect(send.customerKey).toBeFocused();
  await expect(next.refusal).toHaveText('');
  expect(requestedKeys(site)).toEqual(['48211001']);
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['48211001', '48211002']);
  await send.expectOutcome('Accepted');

  // The response comes when half of the next key is typed.
  await page.keyboard.type('48211003');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4821');
  await send.expectOutcome('Accepted');
  expect(await next.selection(send.customerKey)).toBe('');
  await page.keyboard.type('1004');
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['48211001', '48211002', '48211003', '48211004']);
});

test('lists a key that was entered too early and typed over, and can put it back', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.delayMs = 1500;
  for (const key of ['ck1', 'ck2', 'ck3']) {
    await page.keyboard.type(key, { delay: 40 });
    await page.keyboard.press('Enter');
  }
  await expect(send.customerKey).toHaveValue('ck3');
  expect(await next.notSent()).toEqual(['ck2']);
  await send.expectOutcome('Accepted');
  site.delayMs = 0;
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck3']);
  await send.expectOutcome('Accepted');
  await next.putBack('ck2').click();
  await expect(send.customerKey).toBeFocused();
  await expect(send.customerKey).toHaveValue('ck2');
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck3', 'ck2']);
  await expect(next.notSentTo).toHaveCount(0);
});

test('nothing that is typed during the undo period is lost, and the focus goes from Undo back to the field', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site, { undoSeconds: 3 });
  const next = new NextMessage(page);
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ck2');
  await page.keyboard.press('Enter');
  await expect(next.refusal).toHaveText("The message to ck1 can still be undone. ck2 stays here: press Enter when it's sent.");
  await send.undo.focus();
  await send.expectOutcome('Accepted');
  await expect(send.customerKey).toBeFocused();
  await expect(send.customerKey).toHaveValue('ck2');
  expect(requestedKeys(site)).toEqual(['ck1']);
  await page.keyboard.press('Enter');
  await send.undo.click();
  await send.expectOutcome('Not sent');
  // Nothing was sent to this key, so it isn't marked as used.
  await expect(send.customerKey).toHaveValue('ck2');
  expect(await next.descriptionOf(send.customerKey)).not.toContain('Sent');
});

test('what is typed on the review sheet is for the next message, and Enter there neither cancels nor sends', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site, { kind: 'Production' });
  const next = new NextMessage(page);
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect(send.review).toBeVisible();
  await page.keyboard.type('ck2', { delay: 40 });
  await expect(next.onSheet).toHaveText('Typed for the next message: ck2');
  await page.keyboard.press('Enter');
  await expect(next.onSheet).toHaveText('Review the message to ck1 first. ck2 is in the field behind this: press Enter there afterwards.');
  await page.keyboard.type('ck3');
  await send.sendAnyway.click();
  await send.expectOutcome('Accepted');
  expect(requestedKeys(site)).toEqual(['ck1']);
  await expect(send.customerKey).toBeFocused();
  await expect(send.customerKey).toHaveValue('ck3');
  expect(await next.notSent()).toEqual(['ck2']);

  await page.keyboard.press('Enter');
  await expect(send.review).toContainText('ck3');
  await page.keyboard.type('ck4');
  await page.keyboard.press('Escape');
  await expect(send.wholeResponse.getByRole('alert')).toHaveText('Not sent. You cancelled the message to ck3.');
  await expect(send.customerKey).toHaveValue('ck4');
  expect(await next.notSent()).toEqual(['ck2', 'ck3']);
  expect(requestedKeys(site)).toEqual(['ck1']);
});

test('marks a used key; typing, pasting or deleting replaces all of it; another message clears it, and a shortcut restores it', async ({
  start,
}) => {
  const { app, send, page } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  const send1 = async (key: string) => {
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await send.expectOutcome('Accepted');
  };
  await send1('ck1');
  expect(await next.descriptionOf(send.customerKey)).toBe('Sent Sent to this contact. What you type next replaces it.');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await send1('ck2');
  await send.customerKey.click();
  await app.evaluate(({ clipboard }) => clipboard.writeText('ck3'));
  await page.keyboard.press('ControlOrMeta+v');
  await expect(send.customerKey).toHaveValue('ck3');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  await page.keyboard.press('End');
  await page.keyboard.insertText('ck4');
  await expect(send.customerKey).toHaveValue('ck4');
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck2', 'ck3', 'ck4']);
  await send.expectOutcome('Accepted');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await expect(send.customerKey).toHaveValue('');
  await expect(send.customerKey).toHaveAttribute('placeholder', '↑ brings back ck4');

  // For the same person again, the guard asks.
  await page.keyboard.press('ArrowUp');
  await expect(send.customerKey).toHaveValue('ck4');
  await page.keyboard.press('Enter');
  await expect(send.review).toContainText('You sent this less than a minute ago');
  await page.keyboard.press('Escape');
  await send.customerKey.fill('ck5');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');

  // Another message must not go to the last contact.
  for (const change of [
    () => send.template.fill('Refund'),
    () => send.list.fill('Notices'),
    () => send.chooseAccount('Practice realm'),
    () => page.keyboard.press('ControlOrMeta+2'),
  ]) {
    await expect(send.customerKey).toHaveValue('ck5');
    await change();
    await expect(send.customerKey).toHaveValue('');
    await send.chooseAccount('Acme');
    await send.list.fill('Orders');
    await send.template.fill('Delay');
    await send.customerKey.fill('ck6');
    await send.customerKey.press('Enter');
    await Promise.race([send.review.waitFor(), send.response.getByText('Accepted', { exact: true }).waitFor()]);
    if (await send.review.isVisible()) await send.sendAnyway.click();
    await send.expectOutcome('Accepted');
    await send.customerKey.fill('ck5');
    await send.customerKey.press('Enter');
    await send.sendAnyway.click();
    await send.expectOutcome('Accepted');
  }
});

test('a key is not marked as used after a rejection: Enter sends again, and another preset keeps it', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const next = new NextMessage(page);
  site.response = jsonResponse({ error: 'Subscriber Not Found', status: 'Not Found', statusCode: 404 }, '404 Not Found');
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Rejected');
  expect(await next.descriptionOf(send.customerKey)).not.toContain('Sent');
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck1']);
  await send.expectOutcome('Rejected');
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await send.template.fill('Refund');
  await expect(send.customerKey).toHaveValue('ck10');
});

test('by e-mail and in a body, nothing of the earlier contact stays beside the next one', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const contact = new ContactPage(page);
  const next = new NextMessage(page);
  site.delayMs = 1500;
  await contact.sendBy.selectOption({ label: 'E-mail and first name' });
  await contact.email.fill('ada@example.com');
  await contact.firstName.fill('Ada');
  await contact.firstName.press('Enter');
  await page.keyboard.type('bo@example.com', { delay: 40 });
  await expect(contact.firstName).toHaveValue('');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Bo');
  await send.expectOutcome('Accepted');
  await page.keyboard.press('Enter');
  await expect.poll(() => site.requests.length).toBe(2);
  await send.expectOutcome('Accepted');
  expect(site.requests[1]).toMatch(/^POST \/msg\/send\/Orders\/Delay\/bo%40example.com\/Bo\?/);

  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await expect(send.customerKey).toHaveValue('');
  await contact.field('Customer key').fill('ck1');
  await contact.email.fill('eve@example.com');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.type('ck2', { delay: 40 });
  await expect(contact.email).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(next.refusal).toContainText('Still sending to ck1. ck2 stays here');
  await send.expectOutcome('Accepted');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => site.requests.length).toBe(4);
  await send.expectOutcome('Accepted');
  expect(site.requests[3]).toContain('"customerKey": "ck2"');
  expect(site.requests[3]).not.toContain('eve@example.com');
});
