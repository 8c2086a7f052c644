/** Tasks on the whole log: their menu, their dialogs, and the strip that shows their progress. */
import type { ElectronApplication, Locator, Page } from '@playwright/test';

export class LogTools {
  readonly menu: Locator;
  readonly dialog: Locator;
  readonly strip: Locator;
  readonly stop: Locator;
  readonly toasts: Locator;
  /** Why the last task failed. */
  readonly failure: Locator;

  constructor(private readonly page: Page) {
    this.menu = page.getByRole('button', { name: 'Log tools', exact: true });
    this.dialog = page.getByRole('dialog');
    this.strip = page.getByRole('region', { name: 'Log task', exact: true });
    this.stop = this.strip.getByRole('button', { name: 'Stop', exact: true });
    this.toasts = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Dismiss', exact: true }) });
    this.failure = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Dismiss', exact: true }) });
  }

  async choose(item: 'Export…' | 'Back up…' | 'Clear log…'): Promise<void> {
    await this.menu.click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Chooses the format of the file, or how keys are written. */
  async pick(name: 'CSV' | 'JSON Lines' | 'As they are' | 'Hashed'): Promise<void> {
    await this.dialog.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  /** Whether the evidence for "Ask WhatCounts" is cleared, too. */
  get evidence(): Locator {
    return this.dialog.getByRole('checkbox', { name: /^Clear this, too:/ });
  }

  /** Whether keys are written so that a spreadsheet doesn't change them. */
  get keysAsText(): Locator {
    return this.dialog.getByRole('checkbox', { name: 'Keys as text, for spreadsheets', exact: true });
  }

  /** Whether bodies are exported, too. */
  get bodies(): Locator {
    return this.dialog.getByRole('checkbox', { name: 'Include request and response bodies', exact: true });
  }

  /** The text that has to be typed to clear the log. */
  get confirmation(): Locator {
    return this.dialog.getByRole('textbox');
  }
}

/**
 * Replaces the system's save dialog, which a test can't control, by one that chooses this path, or cancels for `null`. Returns a
 * function that gives the number of times it was opened since.
 */
export async function stubSaveDialog(app: ElectronApplication, filePath: string | null): Promise<() => Promise<number>> {
  await app.evaluate(({ dialog }, path) => {
    const asked = { times: 0 };
    Reflect.set(globalThis, 'askedForFile', asked);
    dialog.showSaveDialog = () => {
      asked.times++;
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    };
  }, filePath);
  return () => app.evaluate(() => (Reflect.get(globalThis, 'askedForFile') as { times: number }).times);
}
