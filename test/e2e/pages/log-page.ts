/** The response log: filter, table, one entry. */
import type { Locator, Page } from '@playwright/test';

export class LogPage {
  readonly table: Locator;
  readonly search: Locator;
  readonly outcome: Locator;
  readonly entry: Locator;

  constructor(page: Page) {
    this.table = page.getByRole('table', { name: 'Response log' }).or(page.getByRole('grid', { name: 'Response log' }));
    this.search = page.getByRole('searchbox', { name: 'Search the log' });
    this.outcome = page.getByLabel('Outcome');
    this.entry = page.getByRole('complementary', { name: 'Entry' });
  }

  /** Rows in view that hold the text. */
  rows(text: string | RegExp): Locator {
    return this.table.getByRole('row').filter({ hasText: text });
  }

  async open(text: string | RegExp): Promise<void> {
    await this.rows(text).first().click();
  }

  get useAgain(): Locator {
    return this.entry.getByRole('button', { name: 'Use again' });
  }
}
