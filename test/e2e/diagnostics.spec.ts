/** Keypost records unhandled errors without what a person typed, and shows them before they are copied. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Keypost } from './keypost.ts';
import { DiagnosticsPage } from './pages/diagnostics-page.ts';

const diagnosticsOf = ({ page, app }: Keypost): DiagnosticsPage => new DiagnosticsPage(page, app);

test('records errors of the page and of the main process without what they quote, and shows them before they are copied', async ({
  start,
  home,
}) => {
  const keypost = await start();
  const { page, app, shell, send } = keypost;
  const diagnostics = diagnosticsOf(keypost);
  // The menu can't be opened before the window is shown.
  await expect(send.customerKey).toBeVisible();
  await diagnostics.open();
  await expect(diagnostics.text).toHaveText(
    /^Keypost \S+ \(in development\)\nElectron .*, Chromium .*, Node .*\n\S+ .*\n\nNothing has failed\.\n$/,
  );
  await diagnostics.close.click();

  await page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Invalid array length: ck100234 Sommer2024!');
    });
    void Promise.reject(new TypeError('no value for anna@example.com'));
  });
  await app.evaluate(() => {
    process.emit('uncaughtException', new TypeError("Cannot read properties of undefined (reading 'anna@example.com')"));
    void Promise.reject(new Error('correct horse'));
  });
  await expect(shell.notices).toContainText('Keypost met an error that it did not expect.');
  const kept = (): string => readFileSync(join(home, 'diagnostics.log'), 'utf8');
  await expect.poll(() => kept().split('\n').length).toBe(5);
  expect(kept()).toMatch(/ error {3}an error in the page was not caught \| RangeError \| Invalid array length\b/);
  expect(kept()).toMatch(/ error {3}an error in the page was not caught \| TypeError\b/);
  expect(kept()).toMatch(/ error {3}an error was not caught \| TypeError \| Cannot read properties of undefined\b/);
  expect(kept()).toMatch(/ error {3}the failure of a promise was not handled \| Error/);
  expect(kept()).not.toMatch(/ck100234|Sommer2024|anna|horse/);

  await diagnostics.open();
  await expect(diagnostics.text).toContainText('an error in the page was not caught');
  await expect(diagnostics.dialog).toContainText(join(home, 'diagnostics.log'));
  await app.evaluate(({ clipboard }) => clipboard.writeText('before'));
  const shown = await diagnostics.text.textContent();
  await diagnostics.copy.click();
  await expect(shell.toasts).toContainText('Diagnostics copied.');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown);
});

test('records a crash of the page', async ({ start, home }) => {
  const { app, send } = await start();
  await expect(send.customerKey).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const file = join(home, 'diagnostics.log');
  await expect
    .poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : ''))
    .toMatch(/the page's process ended \| renderer \S+ \| exit code \d+/);
});
