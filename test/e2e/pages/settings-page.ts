/** The settings. */
import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly timeout: Locator;
  readonly connectTimeout: Locator;
  readonly duplicateWindow: Locator;
  readonly undoWindow: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.timeout = main.getByLabel('Timeout in seconds', { exact: true });
    this.connectTimeout = main.getByLabel('Connection timeout in seconds');
    this.duplicateWindow = main.getByLabel('Ask before the same message goes again within');
    this.undoWindow = main.getByLabel('Time to undo a send');
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name });
  }
}
