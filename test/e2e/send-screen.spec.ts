/** The Send screen: the message folded into its summary, the key, the button and the response in one column, and nothing moves. */
import type { Locator } from '@playwright/test';
import { expect, shared, test, type Keypost } from './keypost.ts';
import { RecipientPage } from './pages/recipient-page.ts';

const open = shared();

/** Sizes of the window in pixels of the screen, with its zoom. */
async function resize({ app, page }: Keypost, width: number, height: number, zoom: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, to) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(to.width, to.height);
      window?.webContents.setZoomFactor(to.zoom);
    },
    { width, height, zoom },
  );
  await page.waitForFunction((wide) => Math.abs(innerWidth - wide) <= 2, Math.round(width / zoom));
}

const boxes = (...of: readonly Locator[]) => Promise.all(of.map((locator) => locator.boundingBox()));

/** Loads a preset without edits, with an empty key and no response. */
async function loadPreset({ page, send }: Keypost, slot: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+9');
  await page.keyboard.press(`ControlOrMeta+${slot === 1 ? 2 : 1}`);
  await page.keyboard.press(`ControlOrMeta+${slot}`);
  await send.editMessage.waitFor();
  await send.customerKey.fill('');
}

test('shows a loaded preset as a summary, and its fields on request until another preset is loaded', async () => {
  const keypost = await open();
  const { page, send, shell, presets } = keypost;
  await loadPreset(keypost, 2);
  await expect(send.summary).toHaveText('Orders · Shipping delay · MIME · delays-nov');
  await expect(presets.header).toContainText('Practice realm');
  await expect(send.account).toHaveCount(0);
  await expect(send.customerKey).toBeFocused();

  await send.editMessage.click();
  for (const field of [send.account, send.list, send.template, send.campaignName, send.respectOptout, send.snapshot]) {
    await expect(field).toBeVisible();
  }
  await shell.goTo('Log');
  await shell.goTo('Send');
  await page.reload();
  await expect(send.campaignName).toHaveValue('delays-nov');
  await send.respectOptout.uncheck({ force: true });
  await expect(presets.edited).toBeVisible();
  await expect(send.chip('Respect opt-out off')).toBeVisible();
  await expect(send.hideFields).toHaveCount(0);
  await presets.revert.click();
  await expect(send.chip('Respect opt-out off')).toHaveCount(0);
  await send.hideFields.click();
  await expect(send.account).toHaveCount(0);
  await expect(send.editMessage).toBeFocused();

  await send.editMessage.click();
  await page.keyboard.press('ControlOrMeta+1');
  await expect(send.summary).toContainText('Order confirmation');
  await expect(send.account).toHaveCount(0);
  await presets.menu('New message');
  await expect(send.account).toBeVisible();
  await expect(send.editMessage).toHaveCount(0);
});

test('key, button and response are aligned and do not move during a send, which Escape cancels', async () => {
  const keypost = await open();
  const { page, send } = keypost;
  await resize(keypost, 1600, 900, 1);
  await loadPreset(keypost, 1);
  const before = await boxes(send.customerKey, send.send);
  const [key, button] = before;
  const [region] = await boxes(send.wholeResponse);
  expect([key?.x, button?.x]).toEqual([region?.x, region?.x]);
  expect(key?.width).toBeLessThanOrEqual(720);
  expect(key?.width).toBe(region?.width);

  await send.sendTo('ck-slow');
  await expect(send.send).toHaveText(/^Sending… \d\.\d s\s*Esc cancels: outcome unknown$/);
  expect(await boxes(send.customerKey, send.send)).toEqual(before);
  // An Escape that closes a menu doesn't cancel the send.
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(send.send).toHaveText(/^Sending… \d/);
  await page.keyboard.press('Escape');
  await send.expectOutcome('Unknown');
  expect(await boxes(send.customerKey, send.send)).toEqual(before);
});

test('announces each response once, in the Response region, with the key, and leaves the focus', async () => {
  const keypost = await open();
  const { page, send } = keypost;
  await loadPreset(keypost, 1);
  await page.evaluate(() => {
    const region = document.querySelector('[aria-label="Response"]');
    const live = region?.querySelector('[aria-live="polite"]');
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    // Records what is added to the live region, which is always in the page.
    new MutationObserver((records) => {
      const added = records.flatMap((record) => [...record.addedNodes]).map((node) => node.textContent ?? '');
      if (added.some((text) => text !== '')) heard.push(`${String(live?.isConnected)} ${live?.textContent ?? ''}`.replace(/\s+/g, ' '));
    }).observe(live ?? document, { childList: true, characterData: true, subtree: true });
  });
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.filter((text) => text.includes('Rejected')));
  for (const times of [1, 2, 3]) {
    await send.sendTo('ck2001');
    await expect.poll(heard).toHaveLength(times);
    await expect(send.customerKey).toBeFocused();
    await expect(send.customerKey).toHaveValue('ck2001');
  }
  for (const text of await heard()) expect(text).toMatch(/^true Rejected ck2001 .*Nothing was sent\./);
  await expect(send.response.getByText('Rejected', { exact: true })).toHaveCount(1);
  await expect(new RecipientPage(page).line).not.toContainText('Rejected');
});

const windows = [
  [900, 600, 1],
  [900, 600, 1.5],
  [900, 600, 2],
  [1280, 800, 4],
] as const;

test('a response covers nothing, also when the screen is full', async () => {
  const keypost = await open();
  const { send } = keypost;
  for (const [width, height] of [
    [1280, 800],
    [1280, 520],
    [900, 600],
  ] as const) {
    await resize(keypost, width, height, 1);
    await loadPreset(keypost, 1);
    await send.editMessage.click();
    await send.sendTo(`ck${width}${height}`);
    await send.expectOutcome('Rejected');
    await send.showResponse.click();
    await send.hideResponse.waitFor();
    const [region, request] = await boxes(send.wholeResponse, send.request);
    const above = (region?.y ?? 0) + (await send.wholeResponse.evaluate(({ scrollHeight }) => scrollHeight));
    expect(request?.y).toBeGreaterThanOrEqual(above);
  }
});

test('key and outcome are in view after each response, also of a new message, in windows of every size', async () => {
  const keypost = await open();
  const { send, presets } = keypost;
  await loadPreset(keypost, 1);
  for (const [width, height, zoom] of windows) {
    await resize(keypost, width, height, zoom);
    await send.sendTo('ck2001');
    await send.expectOutcome('Rejected');
    await expect(send.customerKey).toBeInViewport({ ratio: 0.9 });
    await expect(send.response.getByRole('status')).toBeInViewport({ ratio: 0.9 });
    await expect(send.customerKey).toBeFocused();
  }
  await resize(keypost, 900, 600, 1);
  await presets.menu('New message');
  await send.list.fill('Orders');
  await send.template.fill('Shipping delay');
  await send.sendTo('ck2002');
  await send.expectOutcome('Rejected');
  await expect(send.customerKey).toBeInViewport({ ratio: 1 });
  await expect(send.response.getByRole('status')).toBeInViewport({ ratio: 1 });
});

test('the accessible description of the review has its reasons, and its buttons are in view in windows of every size', async () => {
  const keypost = await open();
  const { page, send } = keypost;
  await resize(keypost, 1280, 800, 1);
  await loadPreset(keypost, 1);
  await send.respectOptout.uncheck({ force: true });
  await send.sendTo('ck2001');
  await expect(send.review).toHaveAccessibleDescription(/even if they opted out.*Practice realm/);
  await expect(send.sendAnyway).toHaveText('Send despite opt-out');
  for (const [width, height, zoom] of [[1366, 768, 1.75], ...windows, [900, 600, 4]] as const) {
    await resize(keypost, width, height, zoom);
    await expect(send.sendAnyway).toBeInViewport({ ratio: 1 });
    await expect(send.review.getByRole('button', { name: 'Cancel', exact: true })).toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press('Enter');
  await expect(send.review).toHaveCount(0);
  await resize(keypost, 1280, 800, 1);
});
