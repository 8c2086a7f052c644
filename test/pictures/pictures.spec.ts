/** A picture of every screen, dialog, menu and panel in every mode, and one page that shows them all: `out/pictures/index.html`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../e2e/environment.ts';
import { expect, test, type Keypost } from '../e2e/keypost.ts';
import { seedTour, tour, wholeTour } from '../e2e/tour.ts';
import { modes, defaultMode, type Mode } from './modes.ts';
import { sheetOf, type SheetRow } from './sheet.ts';

const folder = join(projectFolder, 'out', 'pictures');
const asFileName = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

async function enter({ app, page }: Keypost, { size: [width, height], zoom, colorScheme, forcedColors }: Mode): Promise<void> {
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
  await app.evaluate(
    ({ BrowserWindow }, wanted) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setContentSize(wanted.width, wanted.height);
      window?.webContents.setZoomFactor(wanted.zoom);
    },
    { width, height, zoom },
  );
  await expect.poll(async () => Math.abs((await page.evaluate(() => innerWidth)) - width / zoom)).toBeLessThan(1);
}

/** A screenshot of the window by Electron, because Playwright's screenshots of a zoomed page are wrong. */
async function screenshot({ app, page }: Keypost): Promise<Buffer> {
  // Waits for two frames, so that the last change is drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(png, 'base64');
}

test('takes a picture of every state in every mode', async ({ start, home }) => {
  rmSync(folder, { recursive: true, force: true });
  for (const { name } of modes) mkdirSync(join(folder, asFileName(name)), { recursive: true });
  seedTour(home);
  const keypost = await start();
  await enter(keypost, defaultMode);
  const rows: SheetRow[] = [];
  await tour(keypost, wholeTour, async ({ name }) => {
    const file = `${String(rows.length + 1).padStart(2, '0')}-${asFileName(name)}.png`;
    const files: string[] = [];
    for (const mode of modes) {
      const path = `${asFileName(mode.name)}/${file}`;
      await enter(keypost, mode);
      writeFileSync(join(folder, path), await screenshot(keypost));
      files.push(path);
    }
    await enter(keypost, defaultMode);
    rows.push({ name, files });
    writeFileSync(join(folder, 'index.html'), sheetOf(modes, rows));
  });
  expect(rows).toHaveLength(wholeTour.length);
});
