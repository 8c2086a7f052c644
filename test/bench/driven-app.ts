/** Keypost as Playwright starts it: for figures that need its page and its main process. */
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge, CommandName, Input, Output } from '../../electron/shared/ipc/contract.ts';
import type { Result } from '../../electron/shared/domain/result.ts';
import { launch, type Keypost } from '../e2e/keypost.ts';

/** Starts Keypost, waits until it can be used, and closes it after the action. */
export async function withKeypost<T>(home: string, action: (keypost: Keypost) => Promise<T>): Promise<T> {
  const keypost = await launch(home);
  try {
    await keypost.send.customerKey.waitFor();
    return await action(keypost);
  } finally {
    await keypost.app.close();
  }
}

/** Calls the main process as the page does. Throws if the call fails. */
export async function ask<C extends CommandName>(page: Page, command: C, input: Input<C>): Promise<Output<C>> {
  return valueOf(JSON.parse(await page.evaluate(callBridge, { command, input })) as Result<Output<C>>, command);
}

function valueOf<T>(result: Result<T>, command: string): T {
  if (!result.ok) throw new Error(`${command}: ${result.error.sentence}`);
  return result.value;
}

/** Runs in the page. */
async function callBridge({ command, input }: { command: CommandName; input: unknown }): Promise<string> {
  const { keypost } = globalThis as unknown as { keypost: Bridge };
  return keypost.call(command, input);
}

/** Makes every save dialog choose this path. */
export async function stubSaveDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}
