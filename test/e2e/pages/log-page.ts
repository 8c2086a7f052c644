/** The response log: filter, table, one entry. */
import type { Locator, Page } from '@playwright/test';

export class LogPage {
  readonly table: Locator;
  readonly search: Locator;
  readonly outcome: Locator;
  readonly entry: Locator;
  /** The number of entries. */
  readonly count: Locator;
  readonly filters: Locator;
  /** The bars of the activity chart. */
  readonly chart: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Response log', exact: true });
    this.search = page.getByRole('searchbox', { name: 'Search the log', exact: true });
    this.outcome = this.filterButton('Outcome');
    this.entry = page.getByRole('complementary', { name: 'Entry', exact: true });
    this.count = page.getByRole('group', { name: 'Filter the log', exact: true }).getByRole('status');
    this.filters = page.getByRole('list', { name: 'Filters', exact: true }).getByRole('button');
    this.chart = page.getByRole('region', { name: 'Activity', exact: true }).getByRole('listbox');
  }

  filterButton(name: 'Outcome' | 'Account' | 'Period' | 'More' | 'Views' | 'Unknown sends' | 'Hide activity' | 'Show activity'): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  get bar(): Locator {
    return this.page.getByRole('group', { name: 'Filter the log', exact: true });
  }

  /** The panel that a filter button opens. */
  panel(name: 'Outcome' | 'Account' | 'Period' | 'More' | 'Views'): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  /** Selects these options, or clears them if they are selected, and closes the list. */
  async choose(name: 'Outcome' | 'Account', ...options: string[]): Promise<void> {
    await this.filterButton(name).click();
    for (const option of options) await this.panel(name).getByRole('option', { name: option, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  /** The same for the filters that are under "More". */
  async chooseMore(part: 'List' | 'Template' | 'Preset' | 'Kind', ...options: string[]): Promise<void> {
    await this.filterButton('More').click();
    await this.panel('More').getByRole('radio', { name: part, exact: true }).click();
    for (const option of options) await this.panel('More').getByRole('option', { name: option, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  async choosePeriod(name: string): Promise<void> {
    await this.filterButton('Period').click();
    await this.panel('Period').getByRole('button', { name, exact: true }).click();
  }

  /** The chip of a condition, such as "List Orders". */
  chip(text: string): Locator {
    return this.page.getByRole('button', { name: `Remove filter: ${text}`, exact: true });
  }

  get clearAll(): Locator {
    return this.page.getByRole('button', { name: 'Clear all', exact: true });
  }

  /** The bar of a day such as "Wed 12 Mar 2025", whatever it counts; with counts in the name, only a bar with those counts. */
  bars(name: string): Locator {
    return this.chart.getByRole('option', { name: new RegExp(`^${name}(: .*)?$`) });
  }

  /** Its name ends with a number while that outcome is shown. */
  legend(outcome: 'Accepted' | 'Rejected' | 'Not sent' | 'Unknown' | 'Sending'): Locator {
    return this.page
      .getByRole('group', { name: 'Legend', exact: true })
      .getByRole('button', { name: new RegExp(`^${outcome}( [\\d,]+)?$`) });
  }

  async openView(name: string): Promise<void> {
    await this.filterButton('Views').click();
    await this.panel('Views').getByRole('button', { name, exact: true }).click();
  }

  get saveView(): Locator {
    return this.panel('Views').getByRole('button', { name: 'Save this view…', exact: true });
  }

  get viewName(): Locator {
    return this.page.getByRole('dialog', { name: 'Save this view', exact: true }).getByRole('textbox', { name: 'View name', exact: true });
  }

  removeView(name: string): Locator {
    return this.panel('Views').getByRole('button', { name: `Remove view: ${name}`, exact: true });
  }

  /** Undoes the last removal of a view. */
  get undo(): Locator {
    return this.page
      .getByRole('status')
      .filter({ has: this.page.getByRole('button', { name: 'Dismiss', exact: true }) })
      .getByRole('button', { name: 'Undo', exact: true });
  }

  /** Rows in view with a cell that has exactly this text. */
  rows(text: string | RegExp): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('cell', { name: text, exact: true }) });
  }

  /** Opens the only row in view with such a cell. */
  async open(text: string | RegExp): Promise<void> {
    await this.rows(text).click();
  }

  /** Replaces the table while there is no entry at all. */
  get nothing(): Locator {
    return this.page.getByRole('main').getByText('No sends yet.', { exact: true });
  }

  /** The panel of an unknown entry. */
  get resolvePanel(): Locator {
    return this.entry.getByRole('region', { name: 'Resolve this send', exact: true });
  }

  get note(): Locator {
    return this.resolvePanel.getByRole('textbox', { name: 'Note', exact: true });
  }

  resolveButton(name: 'Ask WhatCounts' | 'Resolve as sent' | 'Resolve as not sent'): Locator {
    return this.resolvePanel.getByRole('button', { name, exact: true });
  }

  /** Asks whether a decision is meant. */
  resolveDialog(name: 'Resolve as sent' | 'Resolve as not sent'): Locator {
    return this.page.getByRole('dialog', { name: `${name}?`, exact: true });
  }

  /** Decides, and confirms it. */
  async resolveAs(name: 'Resolve as sent' | 'Resolve as not sent'): Promise<void> {
    await this.resolveButton(name).click();
    await this.resolveDialog(name).getByRole('button', { name, exact: true }).click();
  }

  /** The result of the last "Ask WhatCounts". */
  get checkResult(): Locator {
    return this.resolvePanel.getByRole('status');
  }

  /** Why an action failed. */
  get failure(): Locator {
    return this.resolvePanel.getByRole('alert');
  }

  get outcomeOfEntry(): Locator {
    return this.entry.getByRole('heading', { level: 2 });
  }

  /** Oldest first. */
  get history(): Locator {
    return this.entry.getByRole('list', { name: 'History', exact: true }).getByRole('listitem');
  }

  get closeEntry(): Locator {
    return this.entry.getByRole('button', { name: 'Close entry', exact: true });
  }

  get useAgain(): Locator {
    return this.entry.getByRole('button', { name: 'Use again', exact: true });
  }

  /** The heading's button, which sorts by time. */
  get time(): Locator {
    return this.heading('Time').getByRole('button');
  }

  heading(name: string): Locator {
    return this.table.getByRole('columnheader', { name, exact: true });
  }

  get columns(): Locator {
    return this.page.getByRole('button', { name: 'Columns', exact: true });
  }

  /** An item of the menu of columns. */
  column(name: string): Locator {
    return this.page.getByRole('menuitemcheckbox', { name, exact: true });
  }

  /** The nth row of all, counted from 1 without the heading. */
  row(nth: number): Locator {
    return this.table.locator(`[aria-rowindex="${nth + 1}"]`);
  }

  /** The row that has the focus. */
  get focusedRow(): Locator {
    return this.table.locator('[role=row]:focus');
  }

  /** The row whose entry is shown. */
  get current(): Locator {
    return this.table.locator('[aria-current]');
  }

  /** What a screen reader announces about the entry that is shown. */
  get readOut(): Locator {
    return this.page.getByRole('status', { name: 'Entry shown', exact: true });
  }

  /** The mark of the kind of the account in that row. */
  kindMark(nth: number): Locator {
    return this.row(nth).locator('.mark');
  }

  /** The number of rows that are entirely visible, without the heading. */
  async rowsInView(): Promise<number> {
    const frame = await this.table.boundingBox();
    const boxes = await Promise.all((await this.table.getByRole('row').all()).map((row) => row.boundingBox()));
    const bottom = (frame?.y ?? 0) + (frame?.height ?? 0);
    return boxes.filter((box) => box !== null && box.y >= (frame?.y ?? 0) + 29 && box.y + box.height <= bottom + 1).length;
  }

  /** Sends to the same customer key as the entry that is shown. */
  get neighbours(): Locator {
    return this.entry.getByRole('list', { name: 'Same customer key', exact: true }).getByRole('link');
  }

  get copyAsCurl(): Locator {
    return this.entry.getByRole('button', { name: 'Copy as cURL', exact: true });
  }

  /** Drags the scrollbar to a fraction of its way, from 0 to 1. */
  async dragTo(part: number): Promise<void> {
    await this.table.evaluate((table, to) => (table.scrollTop = (table.scrollHeight - table.clientHeight) * to), part);
  }
}
