/** The names that a field of the send form offers. */
import type { Locator, Page } from '@playwright/test';

export class NamesPage {
  readonly list: Locator;
  readonly options: Locator;
  readonly readAgain: Locator;

  constructor(
    private readonly page: Page,
    readonly field: Locator,
    label: 'List' | 'Template',
  ) {
    this.list = page.getByRole('listbox', { name: `Names for ${label}`, exact: true });
    this.options = this.list.getByRole('option');
    this.readAgain = page.getByRole('button', { name: 'Read again', exact: true });
  }

  option(name: string): Locator {
    return this.list.getByRole('option', { name, exact: true });
  }

  /** The number of names that match what is typed. */
  get count(): Locator {
    return this.page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /^[\d,]+ names?( match(es)?)?$/ });
  }

  /** The status below the names. */
  text(text: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }
}
