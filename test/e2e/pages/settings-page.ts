/** The settings. */
import type { Locator, Page } from '@playwright/test';

export class SettingsPage {
  readonly timeout: Locator;
  readonly connectTimeout: Locator;
  readonly duplicateWindow: Locator;
  readonly undoWindow: Locator;
  readonly keepEntriesDays: Locator;
  readonly proxyAddress: Locator;
  readonly proxyUser: Locator;
  readonly proxyPassword: Locator;
  readonly saveProxyLogin: Locator;
  readonly proxyLogins: Locator;
  /** What is said about the keychain. */
  readonly keychain: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.timeout = main.getByLabel('Timeout in seconds', { exact: true });
    this.connectTimeout = main.getByLabel('Connection timeout in seconds');
    this.duplicateWindow = main.getByLabel('Ask before the same message goes again within');
    this.undoWindow = main.getByLabel('Time to undo a send');
    this.keepEntriesDays = main.getByLabel('Keep sends, in days');
    this.proxyAddress = main.getByRole('textbox', { name: 'Proxy address' });
    this.proxyUser = main.getByRole('textbox', { name: 'User name' });
    this.proxyPassword = main.getByLabel('Proxy password', { exact: true });
    this.saveProxyLogin = main.getByRole('button', { name: 'Save proxy login' });
    this.proxyLogins = main.getByRole('listitem');
    this.keychain = main.locator('section').filter({ has: page.getByRole('heading', { name: 'Keychain', exact: true }) });
  }

  proxyKind(name: 'HTTP' | 'HTTPS'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name, exact: true });
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.page.getByRole('main').getByRole('radio', { name });
  }
}
