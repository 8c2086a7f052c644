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

  /** The panel of an unknown entry. */
  get settle(): Locator {
    return this.entry.getByRole('region', { name: 'Settle this send' });
  }

  get note(): Locator {
    return this.settle.getByRole('textbox', { name: 'Note' });
  }

  settleButton(name: 'Ask WhatCounts' | 'Mark as sent' | 'Mark as not sent'): Locator {
    return this.settle.getByRole('button', { name, exact: true });
  }

  /** What was told of the last look at WhatCounts. */
  get told(): Locator {
    return this.settle.getByRole('status');
  }

  /** Why an action failed. */
  get failure(): Locator {
    return this.settle.getByRole('alert');
  }

  get outcomeOfEntry(): Locator {
    return this.entry.getByRole('heading', { level: 2 });
  }

  /** Oldest first. */
  get history(): Locator {
    return this.entry.getByRole('list', { name: 'History' }).getByRole('listitem');
  }

  get useAgain(): Locator {
    return this.entry.getByRole('button', { name: 'Use again' });
  }
}
