/** The settings. */
import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly timeout: Locator;
  readonly connectTimeout: Locator;
  readonly duplicateWindow: Locator;
  readonly undoPeriod: Locator;
  readonly keepEntriesDays: Locator;
  /** What the log's limits would remove, which waits for a confirmation. */
  readonly waiting: Locator;
  readonly proxyAddress: Locator;
  readonly proxyUser: Locator;
  readonly proxyPassword: Locator;
  readonly saveProxyLogin: Locator;
  readonly proxyLogins: Locator;
  /** The section about the keychain. */
  readonly keychain: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.timeout = main.getByLabel('Timeout in seconds', { exact: true });
    this.connectTimeout = main.getByLabel('Connection timeout in seconds', { exact: true });
    this.duplicateWindow = main.getByLabel('Ask before the same message goes again within', { exact: true });
    this.undoPeriod = main.getByLabel('Undo period', { exact: true });
    this.keepEntriesDays = main.getByLabel('Keep sends, in days', { exact: true });
    this.waiting = main.getByRole('region', { name: 'Waiting for your confirmation', exact: true });
    this.proxyAddress = main.getByRole('textbox', { name: 'Proxy address', exact: true });
    this.proxyUser = main.getByRole('textbox', { name: 'User name', exact: true });
    this.proxyPassword = main.getByLabel('Proxy password', { exact: true });
    this.saveProxyLogin = main.getByRole('button', { name: 'Save proxy login', exact: true });
    this.proxyLogins = main.getByRole('listitem');
    this.keychain = main.locator('section').filter({ has: page.getByRole('heading', { name: 'Keychain', exact: true }) });
  }

  proxyKind(name: 'HTTP' | 'HTTPS'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name, exact: true });
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name, exact: true });
  }
}
