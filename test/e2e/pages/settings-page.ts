/** The settings. */
import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly timeout: Locator;

  constructor(private readonly page: Page) {
    this.timeout = page.getByRole('main').getByLabel(/timeout/i);
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name });
  }
}
