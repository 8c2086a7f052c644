/** Every state is visible, in the page's colours and in forced colours: screenshots of two states of one element always differ. */
import type { Locator } from '@playwright/test';
import { expect, shared, test, type Keypost } from './keypost.ts';
import { seedTour } from './tour.ts';

const open = shared(seedTour);

/** A screenshot with the mouse elsewhere, once two in a row are the same. */
async function chart(of: Locator): Promise<string> {
  await of.page().mouse.move(2, 2);
  const taken = async (): Promise<string> =>
    (await of.screenshot({ animations: 'disabled', caret: 'hide', timeout: 2000 })).toString('base64');
  let png = '';
  await expect(async () => {
    const before = await taken();
    png = await taken();
    expect(png).toBe(before);
  }).toPass();
  return png;
}

/** Fails unless `change` changes how it looks. */
async function expectToLookOtherwise(what: Locator, change: () => Promise<unknown>): Promise<void> {
  const before = await chart(what);
  await change();
  expect(await chart(what)).not.toBe(before);
}

/** Moves the focus to it as by the keyboard. */
const focusByKeys = async (what: Locator): Promise<void> => {
  await what.page().keyboard.press('Shift');
  await what.focus();
};

/** Those of the elements on which the focus is not visible. */
const leaveAlone = ({ page }: Keypost): Promise<void> =>
  page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });

/** The width in pixels of the line around it, whether border or outline. */
const edgeOf = (what: Locator): Promise<number> =>
  what.evaluate((element) => {
    const { borderTopWidth, borderTopStyle, outlineWidth, outlineStyle } = getComputedStyle(element);
    const width = (size: string, style: string): number => (style === 'none' ? 0 : parseFloat(size));
    return Math.max(width(borderTopWidth, borderTopStyle), width(outlineWidth, outlineStyle));
  });

for (const mode of ['none', 'active'] as const) {
  test.describe(mode === 'active' ? 'under forced colours' : 'in the colours of the page', () => {
    let keypost: Keypost;
    test.beforeEach(async () => {
      keypost = await open();
      await keypost.page.emulateMedia({ forcedColors: mode, reducedMotion: 'reduce' });
    });

    test('states of screens, menus and accounts', async () => {
      const { page, shell, accounts, presets } = keypost;
      await presets.openMenu();
      const item = page.getByRole('menuitem', { name: 'New message', exact: true });
      await page.keyboard.press('End');
      await expectToLookOtherwise(item, () => page.keyboard.press('Home'));
      await page.keyboard.press('Escape');

      const link = shell.link('Accounts');
      await leaveAlone(keypost);
      await expectToLookOtherwise(link, async () => {
        await shell.goTo('Accounts');
        await leaveAlone(keypost);
      });
      const practice = accounts.item('Practice realm');
      await expect(practice).toHaveAttribute('aria-current', 'true');
      await expectToLookOtherwise(practice, async () => {
        await accounts.add.click();
        await expect(practice).not.toHaveAttribute('aria-current');
        await leaveAlone(keypost);
      });
      // Ring, dot and square are compared in one place, so that only their shape differs.
      const kinds = new Set<string>();
      for (const kind of ['Practice', 'Test', 'Production'] as const) {
        await accounts.kind(kind).check({ force: true });
        await leaveAlone(keypost);
        kinds.add(await chart(accounts.newMark));
      }
      expect(kinds.size).toBe(3);
      await accounts.discard.click();
    });

    test('states of the Send screen', async () => {
      const { shell, send } = keypost;
      await shell.goTo('Send');
      await shell.preset('Order confirmation').click();
      await expect(send.summary).toContainText('Order confirmation');
      await leaveAlone(keypost);
      await expectToLookOtherwise(shell.preset('Shipping delay'), async () => {
        await shell.preset('Shipping delay').click();
        await expect(send.summary).toContainText('Shipping delay');
        await leaveAlone(keypost);
      });
      if (mode === 'active') expect(await edgeOf(send.send)).toBeGreaterThanOrEqual(1);
      await send.unfold();
      const plain = send.choice('Plain text');
      await leaveAlone(keypost);
      await expectToLookOtherwise(plain, async () => {
        await plain.click();
        await leaveAlone(keypost);
      });
      for (const name of ['Respect opt-out', 'Email snapshot'] as const) {
        const box = send.box(name);
        await expectToLookOtherwise(box, async () => {
          await box.click();
          await leaveAlone(keypost);
        });
      }
      expect(await edgeOf(send.chip('opt-out'))).toBeGreaterThanOrEqual(1);
    });

    test('states of the log', async () => {
      const { page, shell, log } = keypost;
      await shell.goTo('Log');
      await expect(log.rows('ck0')).toBeVisible();
      // The chart has no focus, so no bar is marked.
      await leaveAlone(keypost);
      await expect(log.chart.getByRole('option').last()).toHaveCSS('background-color', /, 0\)$/);
      const row = log.row(2);
      await leaveAlone(keypost);
      await expectToLookOtherwise(row, async () => {
        await row.click();
        await expect(log.entry).toBeVisible();
        await log.search.focus();
      });
      await page.keyboard.press('Escape');

      for (const toggle of [log.filterButton('Unknown sends'), log.legend('Rejected')]) {
        await expect(toggle).toHaveAttribute('aria-pressed', 'false');
        await leaveAlone(keypost);
        const edge = async (): Promise<string> => `${await edgeOf(toggle)} ${await chart(toggle)}`;
        const before = await edge();
        await toggle.click();
        await expect(toggle).toHaveAttribute('aria-pressed', 'true');
        await leaveAlone(keypost);
        expect(await edge()).not.toBe(before);
        await log.clearAll.click();
        await expect(log.filters).toHaveCount(0);
      }

      await log.outcome.click();
      const option = log.panel('Outcome').getByRole('option', { name: 'Rejected', exact: true });
      await expectToLookOtherwise(option, () => page.keyboard.press('ArrowDown'));
      await page.keyboard.press('ArrowDown');
      await expectToLookOtherwise(option, () => option.click());
      await page.keyboard.press('End');
      await expect(option).toHaveAttribute('aria-selected', 'true');
      await option.click();
      await page.keyboard.press('Escape');

      // The kinds of accounts in a row, and the bar of the chart that has the focus.
      const bar = log.chart.getByRole('option').first();
      await focusByKeys(log.chart);
      await page.keyboard.press('Escape');
      await page.keyboard.press('End');
      await page.keyboard.press('Escape');
      await expectToLookOtherwise(bar, async () => {
        await page.keyboard.press('Home');
        await page.keyboard.press('Escape');
      });
    });
  });
}
