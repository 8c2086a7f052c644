/** "Delivery" of an open entry of the log. */
import type { Locator, Page } from '@playwright/test';

export class DeliveryPage {
  readonly check: Locator;
  readonly events: Locator;
  readonly dialog: Locator;
  readonly cancel: Locator;
  readonly openInBrowser: Locator;
  private readonly entry: Locator;

  constructor(private readonly page: Page) {
    this.entry = page.getByRole('region', { name: 'Log entry', exact: true });
    this.check = this.entry.getByRole('button', { name: /^Check (now|again)$/ });
    this.events = this.entry.getByRole('list', { name: 'Delivery', exact: true }).getByRole('listitem');
    this.dialog = page.getByRole('dialog', { name: 'Open this address in the browser?', exact: true });
    this.cancel = this.dialog.getByRole('button', { name: 'Cancel', exact: true });
    this.openInBrowser = this.dialog.getByRole('button', { name: 'Open in browser', exact: true });
  }

  snapshot(number: number): Locator {
    return this.entry.getByRole('button', { name: `Open snapshot ${number}`, exact: true });
  }

  text(text: string | RegExp): Locator {
    return this.entry.getByText(text, { exact: true });
  }
}
