/** In small windows and at high zoom every control is there, has a size, and can be reached (WCAG 1.4.10). */
import type { Locator } from '@playwright/test';
import { expect, shared, test, type Keypost } from './keypost.ts';
import { seedTour } from './tour.ts';

const open = shared(seedTour);

async function resize({ app, page }: Keypost, [width, height]: readonly [number, number], zoom: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(size.width, size.height);
      window?.webContents.setZoomFactor(size.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}

/** Controls that can't be reached by scrolling, have no size or are covered; and anything but a table that scrolls sideways. */
const faults = (page: Keypost['page']): Promise<string[]> =>
  page.evaluate(() => {
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)} ${element.id}`;
    const found: string[] = [];
    const hits = (element: Element, x: number, y: number): boolean => {
      const at = document.elementFromPoint(x, y);
      const label = element.closest('label');
      return at !== null && (element.contains(at) || at.contains(element) || (label?.contains(at) ?? false));
    };
    const controls = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]');
    for (const control of controls) {
      const seen = control.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });
      if (!seen || control.closest('[inert]')) continue;
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const [box = control.getBoundingClientRect()] = control.getClientRects();
      if (box.width < 1 || box.height < 1) {
        found.push(`no size: ${nameOf(control)}`);
        continue;
      }
      const [left, right] = [Math.max(0, box.left), Math.min(innerWidth, box.right)];
      const [top, bottom] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
      if (right - left < Math.min(20, box.width) || bottom - top < Math.min(20, box.height)) found.push(`outside: ${nameOf(control)}`);
      else if (!hits(control, (left + right) / 2, (top + bottom) / 2)) found.push(`covered: ${nameOf(control)}`);
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility() || element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue;
      const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX);
      if (scrolls && !element.closest('[role=table], pre, textarea, [inert]')) found.push(`scrolls sideways: ${nameOf(element)}`);
    }
    const { scrollTop, scrollLeft, scrollWidth } = document.documentElement;
    if (scrollTop !== 0 || scrollLeft !== 0 || document.body.scrollTop !== 0) found.push('the window was scrolled away');
    if (scrollWidth > innerWidth) found.push('the page is wider than the window');
    return found;
  });

/** Whether it is entirely in the window and covered by nothing. */
const expectInWindow = async (what: Locator): Promise<void> => {
  await expect
    .poll(() =>
      what.evaluate((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const inside = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
        return { inside, size: right - left > 20 && bottom - top > 20, onTop: at !== null && element.contains(at) };
      }),
    )
    .toEqual({ inside: true, size: true, onTop: true });
};

const screens: readonly [string, (keypost: Keypost) => Promise<void>][] = [
  ['Send', ({ shell }) => shell.goTo('Send')],
  ['Presets', ({ shell }) => shell.goTo('Presets')],
  ['Runs', ({ shell }) => shell.goTo('Runs')],
  ['Accounts', ({ shell }) => shell.goTo('Accounts')],
  ['a new account', ({ accounts }) => accounts.add.click()],
  ['Settings', ({ shell }) => shell.goTo('Settings')],
  [
    'Log',
    async ({ shell, log }) => {
      await shell.goTo('Log');
      await expect(log.rows('ck0')).toBeVisible();
    },
  ],
  [
    'an entry',
    async ({ log }) => {
      await log.rows('ck0').click();
      await expect(log.useAgain).toBeVisible();
    },
  ],
];

for (const [size, zoom] of [
  [[900, 600], 1],
  [[720, 520], 1],
  [[900, 600], 1.5],
  [[900, 600], 2],
  [[900, 600], 3],
  [[1280, 800], 4],
  [[900, 600], 4],
] as const) {
  test(`in a window of ${size.join(' × ')} at ${zoom * 100} %`, async () => {
    const keypost = await open();
    const { page, log, shell } = keypost;
    await resize(keypost, size, zoom);
    const found: Record<string, string[]> = {};
    for (const [name, go] of screens) {
      await go(keypost);
      const here = await faults(page);
      if (here.length > 0) found[name] = here;
    }
    expect(found).toEqual({});
    const { height } = (await log.table.boundingBox()) ?? { height: 0 };
    expect(height).toBeGreaterThanOrEqual(Math.min(120, size[1] / zoom / 2));
    await page.keyboard.press('Escape');
    await shell.goTo('Send');
  });
}

test('at 400 %, dialogs and menus open inside the window, keys scroll nothing away, and Undo can be reached', async () => {
  const keypost = await open();
  const { page, shell, presets, log, tools } = keypost;
  await resize(keypost, [900, 600], 4);
  await presets.openMenu();
  await expectInWindow(page.getByRole('menu'));
  await page.keyboard.press('Escape');
  await shell.choosePreset.click();
  await expectInWindow(page.getByRole('dialog', { name: 'Saved presets', exact: true }));
  await page.keyboard.press('Escape');

  await shell.goTo('Presets');
  await presets.act('Delete', 'Refund issued').click();
  await expectInWindow(shell.toasts.getByRole('button', { name: 'Undo', exact: true }));
  await shell.toasts.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(presets.row('Refund issued')).toBeVisible();

  await shell.goTo('Log');
  await expect(log.rows('ck0')).toBeVisible();
  await log.filterButton('More').click();
  await expectInWindow(log.panel('More'));
  await page.keyboard.press('Escape');
  await tools.menu.click();
  await expectInWindow(page.getByRole('menu'));
  await page.keyboard.press('Escape');

  await shell.link('Send').focus();
  for (let n = 0; n < 25; n++) await page.keyboard.press('Tab');
  const place = await page.evaluate(() => {
    const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
    return { scrolled: document.documentElement.scrollTop + document.body.scrollTop, seen: bottom > 0 && top < innerHeight };
  });
  expect(place).toEqual({ scrolled: 0, seen: true });
  await resize(keypost, [1280, 800], 1);
});

test('at 400 %, keys scroll the review sheet while a button has the focus', async () => {
  const keypost = await open();
  const { page, shell, send } = keypost;
  await resize(keypost, [1280, 800], 1);
  await shell.goTo('Send');
  await shell.preset('Shipping delay').click();
  await expect(send.summary).toContainText('Shipping delay');
  await resize(keypost, [900, 600], 4);
  await send.sendTo('ck0');
  await expect(send.review).toBeVisible();
  const room = (): Promise<{ above: number; below: number }> =>
    send.reviewBody.evaluate(({ scrollTop, scrollHeight, clientHeight }) => ({
      above: Math.round(scrollTop),
      below: Math.round(scrollHeight - clientHeight - scrollTop),
    }));
  await expect.poll(async () => (await room()).below).toBeGreaterThan(40);
  await page.keyboard.press('PageDown');
  expect((await room()).above).toBeGreaterThan(0);
  await page.keyboard.press('End');
  expect((await room()).below).toBe(0);
  await page.keyboard.press('Home');
  expect((await room()).above).toBe(0);
  await page.keyboard.press('Escape');
  await expect(send.review).toBeHidden();
  await resize(keypost, [1280, 800], 1);
});

test('keys zoom in steps between 50 and 400 %', async () => {
  const keypost = await open();
  const { app } = keypost;
  await resize(keypost, [1280, 800], 1);
  // Playwright's keyboard bypasses the menu, so these events are sent as if they came from the system.
  const press = (keyCode: string, ...modifiers: ('control' | 'shift')[]): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, event) => BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type: 'keyDown', ...event }),
      {
        keyCode,
        modifiers,
      },
    );
  const factor = async (): Promise<number> =>
    Math.round(100 * (await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0)));
  for (const [percent, key, ...modifiers] of [
    [110, '=', 'control'],
    [125, 'Plus', 'control', 'shift'],
    [150, 'numadd', 'control'],
    [125, '-', 'control'],
    [110, 'numsub', 'control'],
    [100, '0', 'control'],
    [90, '-', 'control'],
    [100, 'num0', 'control'],
  ] as const) {
    await press(key, ...modifiers);
    await expect.poll(factor, key).toBe(percent);
  }
  for (const percent of [110, 125, 150, 175, 200, 250, 300, 400, 400]) {
    await press('=', 'control');
    await expect.poll(factor).toBe(percent);
  }
  await press('0', 'control');
  await expect.poll(factor).toBe(100);
});
