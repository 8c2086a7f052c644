/** Closing while a send is under way: Keypost asks, and does what is chosen. */
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './keypost.ts';

/** Replaces the system's message box by one that chooses its n-th button and records what it was asked. */
const stubMessageBox = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    const asked = { times: 0, buttons: [] as string[], preselected: '' };
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...given: unknown[]) => {
      const { buttons, defaultId } = given.at(-1) as { buttons: string[]; defaultId: number };
      asked.times++;
      asked.buttons = buttons;
      asked.preselected = buttons[defaultId] ?? '';
      return Promise.resolve({ response: chosen, checkboxChecked: false });
    };
  }, response);
const timesAsked = (app: ElectronApplication): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times);
const offered = (app: ElectronApplication): Promise<{ buttons: string[]; preselected: string }> =>
  app.evaluate(() => (globalThis as unknown as { asked: { buttons: string[]; preselected: string } }).asked);
const close = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });

test('"Don\'t close" keeps the window open and the send going', async ({ start }) => {
  const { app, send } = await start();
  await stubMessageBox(app, 2);
  await send.sendTo('ck-slow');
  await expect(send.cancel).toBeVisible();
  await close(app);
  await expect.poll(() => timesAsked(app)).toBe(1);
  expect(await offered(app)).toMatchObject({
    buttons: ['Close when the response arrives', 'Close now', "Don't close"],
    preselected: 'Close when the response arrives',
  });
  await send.expectOutcome('Accepted');
});

test('"Close when the response arrives" waits for it and records it', async ({ start, home }) => {
  const first = await start();
  await stubMessageBox(first.app, 0);
  await first.send.sendTo('ck-slow');
  await expect(first.send.cancel).toBeVisible();
  const closed = first.app.waitForEvent('close');
  await close(first.app);
  await closed;
  const second = await start({ home });
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck-slow')).toContainText('Accepted');
});

test('"Close now" leaves an unknown send, which the next start reports', async ({ start, home }) => {
  const first = await start();
  await stubMessageBox(first.app, 1);
  await first.send.sendTo('ck-slow');
  await expect(first.send.cancel).toBeVisible();
  const closed = first.app.waitForEvent('close');
  await close(first.app);
  await closed;
  const second = await start({ home });
  await expect(second.shell.notices).toContainText('One send was under way');
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck-slow')).toContainText('Unknown');
});

test('"Close now" during the undo period sends nothing', async ({ start, home }) => {
  const first = await start();
  await stubMessageBox(first.app, 1);
  await first.shell.goTo('Settings');
  await first.settings.undoPeriod.selectOption({ label: '10 seconds' });
  await first.shell.goTo('Send');
  await first.send.sendTo('ck1042');
  await expect(first.send.undo).toBeVisible();
  const closed = first.app.waitForEvent('close');
  await close(first.app);
  await closed;
  const second = await start({ home });
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck1042')).toContainText('Not sent');
});

test('during the undo period it asks whether to send at all, and Enter closes nothing', async ({ start }) => {
  const { app, shell, settings, send } = await start();
  await stubMessageBox(app, 2);
  await shell.goTo('Settings');
  await settings.undoPeriod.selectOption({ label: '10 seconds' });
  await shell.goTo('Send');
  await send.sendTo('ck1042');
  await expect(send.undo).toBeVisible();
  await close(app);
  await expect.poll(() => timesAsked(app)).toBe(1);
  expect(await offered(app)).toMatchObject({
    buttons: ['Send it and close', 'Close without sending', "Don't close"],
    preselected: "Don't close",
  });
  await send.undo.click();
  await send.expectOutcome('Not sent');
});

test('asks again when the message leaves while it asks whether to send it, and never calls that message unsent', async ({
  start,
  home,
}) => {
  const first = await start();
  await first.shell.goTo('Settings');
  await first.settings.undoPeriod.selectOption({ label: '3 seconds' });
  await first.shell.goTo('Send');
  await first.app.evaluate(({ dialog }) => {
    const asked = { times: 0, buttons: [] as string[], choose: (_: number): void => undefined };
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...given: unknown[]) => {
      asked.times++;
      asked.buttons = (given.at(-1) as { buttons: string[] }).buttons;
      return new Promise((resolve) => {
        asked.choose = (response) => resolve({ response, checkboxChecked: false });
      });
    };
  });
  const choose = (response: number): Promise<void> =>
    first.app.evaluate((_, chosen) => (globalThis as unknown as { asked: { choose: (n: number) => void } }).asked.choose(chosen), response);
  await first.send.sendTo('ck-slow');
  await expect(first.send.undo).toBeVisible();
  await close(first.app);
  await expect.poll(() => timesAsked(first.app)).toBe(1);
  await expect(first.send.below).toContainText('The request has left', { timeout: 15_000 });
  await choose(1);
  await expect.poll(() => timesAsked(first.app)).toBe(2);
  expect(await offered(first.app)).toMatchObject({ buttons: ['Close when the response arrives', 'Close now', "Don't close"] });
  const closed = first.app.waitForEvent('close');
  await choose(0);
  await closed;
  const second = await start({ home });
  await second.shell.goTo('Log');
  await expect(second.log.rows('ck-slow')).toContainText('Accepted');
});

test('a computer that slept during a send ends it in one of the four outcomes', async ({ start }) => {
  const { app, send, shell, settings } = await start();
  await shell.goTo('Settings');
  await settings.timeout.fill('5');
  await settings.timeout.press('Enter');
  await shell.goTo('Send');
  await send.sendTo('ck-silent');
  await expect(send.below).toContainText('The request has left');
  const pid = app.process().pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  // Longer than the timeout of the send, as when a computer sleeps.
  await new Promise((resolve) => setTimeout(resolve, 6000));
  process.kill(pid, 'SIGCONT');
  await send.expectOutcome('Unknown');
});
