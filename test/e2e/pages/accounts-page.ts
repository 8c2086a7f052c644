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
  readonly forget: Locator;
  readonly discard: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.add = main.getByRole('button', { name: 'New account', exact: true });
    this.name = main.getByRole('textbox', { name: 'Name', exact: true });
    this.siteUrl = main.getByRole('textbox', { name: 'Site URL', exact: true });
    this.realm = main.getByRole('textbox', { name: 'Realm', exact: true });
    this.password = main.getByLabel('API password', { exact: true });
    this.clientName = main.getByRole('textbox', { name: 'API client name', exact: true });
    this.clientKey = main.getByLabel('API client key', { exact: true });
    this.reviewSends = main.getByRole('checkbox', { name: 'Review every send', exact: true });
    this.save = main.getByRole('button', { name: 'Save account', exact: true });
    this.test = main.getByRole('button', { name: 'Test connection', exact: true });
    this.remove = main.getByRole('button', { name: /^Remove/ });
    this.forget = main.getByRole('button', { name: 'Forget password', exact: true });
    this.discard = main.getByRole('button', { name: 'Discard changes', exact: true });
  }

  kind(name: AccountFields['kind']): Locator {
    return this.page.getByRole('main').getByRole('radio', { name, exact: true });
  }

  /** A saved account in the list. A new one is listed, too, under the name that was typed so far, and left out here. */
  item(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'All accounts', exact: true })
      .getByRole('link')
      .filter({ has: this.page.getByText(name, { exact: true }), hasNotText: 'Not saved yet' });
  }

  /** The mark of the kind on the account that is not saved yet. */
  get newMark(): Locator {
    const list = this.page.getByRole('list', { name: 'All accounts', exact: true });
    return list.getByRole('link').filter({ hasText: 'Not saved yet' }).locator('.badge > [aria-hidden]').first();
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
