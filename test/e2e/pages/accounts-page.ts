/** The accounts and their form. */
import type { Locator, Page } from '@playwright/test';

export interface AccountFields {
  name: string;
  kind: 'Practice' | 'Test' | 'Production';
  siteUrl: string;
  realm: string;
  password: string;
  clientName?: string;
  clientKey?: string;
}

export class AccountsPage {
  readonly add: Locator;
  readonly name: Locator;
  readonly siteUrl: Locator;
  readonly realm: Locator;
  readonly password: Locator;
  readonly clientName: Locator;
  readonly clientKey: Locator;
  readonly reviewSends: Locator;
  readonly save: Locator;
  readonly test: Locator;
  readonly remove: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.add = main.getByRole('button', { name: /add account|new account/i });
    this.name = main.getByRole('textbox', { name: 'Name', exact: true });
    this.siteUrl = main.getByRole('textbox', { name: 'Site URL' });
    this.realm = main.getByRole('textbox', { name: 'Realm' });
    this.password = main.getByLabel('API password');
    this.clientName = main.getByRole('textbox', { name: 'API client name' });
    this.clientKey = main.getByLabel('API client key');
    this.reviewSends = main.getByRole('checkbox', { name: 'Review every send' });
    this.save = main.getByRole('button', { name: 'Save account' });
    this.test = main.getByRole('button', { name: 'Test connection' });
    this.remove = main.getByRole('button', { name: /^Remove/ });
  }

  kind(name: AccountFields['kind']): Locator {
    return this.page.getByRole('main').getByRole('radio', { name });
  }

  item(name: string): Locator {
    return this.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: name })
      .getByRole('link')
      .or(this.page.getByRole('main').getByRole('listitem').filter({ hasText: name }).getByRole('button'));
  }

  /** Fills the form of a new account. */
  async fill(fields: AccountFields): Promise<void> {
    await this.add.click();
    await this.name.fill(fields.name);
    await this.kind(fields.kind).check({ force: true });
    await this.siteUrl.fill(fields.siteUrl);
    await this.realm.fill(fields.realm);
    await this.password.fill(fields.password);
    if (fields.clientName !== undefined) await this.clientName.fill(fields.clientName);
    if (fields.clientKey !== undefined) await this.clientKey.fill(fields.clientKey);
  }
}
