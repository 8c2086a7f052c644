/** Changes to a contact other than plain typing: undo, compositions, double clicks, and editing behind the review sheet. */
import { expect, test, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { NextMessage } from './pages/next-message.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk, requestedKeys } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

async function enter({ page, send }: Keypost, key: string): Promise<void> {
  await page.keyboard.type(key);
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
}

/** Types as an input method, dictation or an emoji panel does: without key events. */
async function compose({ page }: Keypost, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await session.send('Input.insertText', { text });
}

test('undo does not change a used key, and never mixes two keys', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { app, page, send } = keypost;
  await enter(keypost, '48211001');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(send.customerKey).toHaveValue('48211001');
  await page.keyboard.type('48211002');
  // Undo removes a whole run of typing, and doesn't bring back what was there before.
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('ControlOrMeta+z');
  await expect(send.customerKey).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(send.customerKey).toHaveValue('48211002');
  await page.keyboard.press('Enter');
  await send.expectOutcome('Accepted');
  expect(requestedKeys(site)).toEqual(['48211001', '48211002']);
  // Choosing another message empties the field, and undo in the template's field doesn't restore it.
  await send.template.fill('Refund');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(send.template).toHaveValue('Delay');
  await expect(send.customerKey).toHaveValue('');
  await send.customerKey.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(send.customerKey).toHaveValue('');
  // Outside of text fields, undo changes none of them.
  await page.keyboard.type('48211003');
  await send.send.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.undo());
  await expect(send.template).toHaveValue('Delay');
  await expect(send.customerKey).toHaveValue('48211003');
});

test('undo reverts typing step by step, from the context menu, too', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { app, page, send } = keypost;
  await page.keyboard.type('ck10');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('2');
  await expect(send.customerKey).toHaveValue('ck12');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(send.customerKey).toHaveValue('ck1');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.undo());
  await expect(send.customerKey).toHaveValue('ck10');
  await page.keyboard.press('ControlOrMeta+y');
  await page.keyboard.press('ControlOrMeta+y');
  await expect(send.customerKey).toHaveValue('ck12');
});

test('a composition replaces a used key, and a refused key stays listed', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { page, send } = keypost;
  const next = new NextMessage(page);
  await enter(keypost, 'ck1');
  await send.customerKey.click();
  await compose(keypost, 'ck2');
  await expect(send.customerKey).toHaveValue('ck2');
  site.delayMs = 1500;
  await page.keyboard.press('Enter');
  await page.keyboard.type('ck3');
  await page.keyboard.press('Enter');
  await compose(keypost, 'ck4');
  await expect(send.customerKey).toHaveValue('ck4');
  expect(await next.notSent()).toEqual(['ck3']);
  await send.expectOutcome('Accepted');
  expect(requestedKeys(site)).toEqual(['ck1', 'ck2']);
});

test('a double click puts back or removes one contact and not its neighbour, and a removal can be undone', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { page, send } = keypost;
  const next = new NextMessage(page);
  site.delayMs = 2500;
  for (const key of ['ck1', 'ck2', 'ck3', 'ck4', 'ck5']) {
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('ck6');
  expect(await next.notSent()).toEqual(['ck2', 'ck3', 'ck4', 'ck5']);
  await next.remove('ck2').dblclick();
  expect(await next.notSent()).toEqual(['ck3', 'ck4', 'ck5']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  expect(await next.notSent()).toEqual(['ck2', 'ck3', 'ck4', 'ck5']);
  await send.expectOutcome('Accepted');
  await next.putBack('ck2').dblclick();
  await expect(send.customerKey).toHaveValue('ck2');
  expect(await next.notSent()).toEqual(['ck3', 'ck4', 'ck5', 'ck6']);
  site.delayMs = 0;
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck2']);
});

test('what is typed behind the review sheet can be edited as in any field', async ({ start }) => {
  const keypost = await openTestDesk(start, site, { kind: 'Production' });
  const { app, page, send } = keypost;
  const next = new NextMessage(page);
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect(send.review).toBeVisible();
  const typed = (value: string) => expect(send.customerKey).toHaveValue(value);
  await page.keyboard.type('ck2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ck3');
  await typed('ck3');
  await page.keyboard.press('ControlOrMeta+Backspace');
  await typed('');
  await page.keyboard.type('k4');
  await page.keyboard.press('Home');
  await page.keyboard.type('c');
  await page.keyboard.press('Delete');
  await typed('c4');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type('ck5');
  await typed('ck5');
  await app.evaluate(({ clipboard }) => clipboard.writeText('ck6\nck7'));
  await page.keyboard.press('ControlOrMeta+v');
  await expect(next.onSheet).toHaveText('This has 2 lines, and a message goes to one contact. Nothing was pasted.');
  await typed('ck5');
  // As Windows reports a character that is typed with AltGr.
  await page.evaluate(() => {
    const sign = { key: '@', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', sign));
  });
  await typed('ck5@');
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(next.onSheet).toHaveText('Review the message to ck1 first: this Enter sent nothing.');
  expect(site.requests).toEqual([]);
});

test('a contact whose Enter was refused stays listed, whatever replaces it in the field', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { page, send } = keypost;
  const next = new NextMessage(page);
  const contact = new ContactPage(page);
  await enter(keypost, 'ck1');
  site.delayMs = 3000;
  await page.keyboard.type('ck2');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ck3');
  await page.keyboard.press('Enter');
  await expect(next.refusal).toContainText('ck3 stays here');
  await contact.sendBy.selectOption({ label: 'E-mail and first name' });
  expect(await next.notSent()).toEqual(['ck3']);
  await contact.sendBy.selectOption({ label: 'Customer key' });
  await expect(send.customerKey).toHaveValue('');
  await send.expectOutcome('Accepted');
  expect(requestedKeys(site)).toEqual(['ck1', 'ck2']);
});
