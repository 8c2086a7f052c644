/** The text below a field, and the buttons that fix what it reports. */
import type { Locator, Page } from '@playwright/test';

export class FieldPage {
  readonly below: Locator;
  /** The note below a secret. */
  readonly note: Locator;
  /** The field with its label and everything below it. */
  private readonly whole: Locator;

  constructor(page: Page, id: string) {
    this.below = page.locator(`#${id}-below`);
    this.note = page.locator(`#${id}-note`);
    this.whole = page.locator('.field').filter({ has: page.locator(`#${id}`) });
  }

  action(name: string): Locator {
    return this.whole.getByRole('button', { name, exact: true });
  }
}
