/** A page that is reloaded or crashes loses neither the send that is under way nor what was typed. */
import { expect, test, type Keypost } from './keypost.ts';
import { NextMessage } from './pages/next-message.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk, requestedKeys } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

/** Waits until the main process has what was typed, which the page passes on after a short delay. */
const isKept = (keypost: Keypost, key: string): Promise<void> =>
  expect
    .poll(() =>
      keypost.page.evaluate(async () => {
        const { keypost: bridge } = globalThis as unknown as { keypost: { call: (name: string, input: unknown) => Promise<string> } };
        const kept = JSON.parse(await bridge.call('send.keptDraft', null)) as { value: { fields: { customerKey: string } } | null };
        return kept.value?.fields.customerKey;
      }),
    )
    .toBe(key);

test('reloaded during a request: the send continues, its outcome appears, the next key is still there', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { send, page } = keypost;
  site.delayMs = 4000;
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect.poll(() => site.requests.length).toBe(1);
  await page.keyboard.type('ck2');
  await isKept(keypost, 'ck2');
  await page.reload();
  await expect(
    page.getByText('This window was loaded again, and the message that you typed is back. The message to ck1 is still on its way.', {
      exact: true,
    }),
  ).toBeVisible();
  await expect(send.customerKey).toHaveValue('ck2');
  await expect(send.below).toContainText('The request has left');
  await expect(send.send).toContainText('Sending…');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Still sending to ck1\. ck2 stays here/)).toBeVisible();
  await send.expectOutcome('Accepted');
  await expect(send.response).toContainText('ck1');
  site.delayMs = 0;
  await page.keyboard.press('Enter');
  await expect.poll(() => requestedKeys(site)).toEqual(['ck1', 'ck2']);
});

test('a page that crashes during the undo period comes back with the countdown and Undo', async ({ start }) => {
  const keypost = await openTestDesk(start, site);
  const { app, send, page, shell, settings } = keypost;
  await shell.goTo('Settings');
  await settings.undoPeriod.selectOption({ label: '10 seconds' });
  await shell.goTo('Send');
  await send.customerKey.focus();
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect(send.undo).toBeVisible();
  await page.keyboard.type('ck2');
  await isKept(keypost, 'ck2');
  // Playwright's page object doesn't survive the crash, so the new page is read through the main process.
  const ask = (code: string): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script), code);
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // A script in a crashed page never returns, so none is run before the new page is there.
    const isBack = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
    contents?.forcefullyCrashRenderer();
    await isBack;
  });
  const text = 'document.body.innerText';
  await expect.poll(() => ask(text)).toContain('This window was loaded again, and the message that you typed is back.');
  await expect.poll(() => ask(text)).toMatch(/Sending in \d+ s/);
  expect(await ask('document.querySelector("#send-customerKey").value')).toBe('ck2');
  await ask('[...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Undo").click()');
  await expect.poll(() => ask('document.querySelector(`section[aria-label="Response"] [role="status"]`).textContent')).toBe('Not sent');
  expect(site.requests).toEqual([]);
});

test('reloaded while the review is open: shows the contact of the review and the one that was typed behind it', async ({ start }) => {
  const keypost = await openTestDesk(start, site, { kind: 'Production' });
  const { send, page } = keypost;
  const next = new NextMessage(page);
  await page.keyboard.type('ck1');
  await page.keyboard.press('Enter');
  await expect(send.review).toBeVisible();
  await page.keyboard.type('ck2');
  await page.reload();
  await expect(send.customerKey).toHaveValue('ck2');
  expect(await next.notSent()).toEqual(['ck1']);
  expect(site.requests).toEqual([]);
});

test('reloaded while typing: nothing is lost', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  await page.keyboard.type('48211001', { delay: 60 });
  await page.reload();
  await expect(send.customerKey).toHaveValue('48211001');
});
