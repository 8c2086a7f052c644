/** The response log: filter, table, one entry. */
import type { Locator, Page } from '@playwright/test';

export class LogPage {
  readonly table: Locator;
  readonly search: Locator;
  readonly outcome: Locator;
  readonly entry: Locator;

  constructor(private readonly page: Page) {
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

  /** Sorts by time: the heading's button. */
  get time(): Locator {
    return this.heading('Time').getByRole('button');
  }

  heading(name: string): Locator {
    return this.table.getByRole('columnheader', { name });
  }

  get columns(): Locator {
    return this.page.getByRole('button', { name: 'Columns' });
  }

  /** In the menu of columns. */
  column(name: string): Locator {
    return this.page.getByRole('menuitemcheckbox', { name });
  }

  /** The row that is the nth of all, counted from 1; its heading does not count. */
  row(nth: number): Locator {
    return this.table.locator(`[aria-rowindex="${nth + 1}"]`);
  }

  /** The one whose detail is shown. */
  get current(): Locator {
    return this.table.locator('[aria-current]');
  }

  /** Sends to the same customer key as the entry that is shown. */
  get neighbours(): Locator {
    return this.entry.getByRole('list', { name: 'Same customer key' }).getByRole('link');
  }

  get copyAsCurl(): Locator {
    return this.entry.getByRole('button', { name: 'Copy as cURL' });
  }

  /** Drags the scrollbar to a part of the whole, from 0 to 1. */
  async dragTo(part: number): Promise<void> {
    await this.table.evaluate((table, to) => (table.scrollTop = (table.scrollHeight - table.clientHeight) * to), part);
  }
}
