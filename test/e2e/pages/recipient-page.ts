/** Who the customer key names, and the keys that were used lately. */
import type { Locator, Page } from '@playwright/test';

export class RecipientPage {
  readonly line: Locator;
  readonly lookUp: Locator;
  /** Leads to the last send to this key. */
  readonly lastSend: Locator;
  readonly recentKeys: Locator;
  readonly keys: Locator;
  readonly lookUpSetting: Locator;
  readonly recentKeysSetting: Locator;
  readonly logContactSetting: Locator;

  constructor(page: Page) {
    const main = page.getByRole('main');
    this.line = main.getByRole('region', { name: 'Recipient', exact: true });
    this.lookUp = this.line.getByRole('button', { name: 'Look up', exact: true });
    this.lastSend = this.line.getByRole('link');
    this.recentKeys = main.getByRole('button', { name: 'Recent keys', exact: true });
    this.keys = page.getByRole('menu').getByRole('menuitem');
    this.lookUpSetting = main.getByRole('checkbox', { name: 'Look up the customer key as it is typed', exact: true });
    this.recentKeysSetting = main.getByRole('checkbox', { name: 'Offer recent customer keys', exact: true });
    this.logContactSetting = main.getByRole('checkbox', { name: 'Keep name and address of the contact in the log', exact: true });
  }
}
