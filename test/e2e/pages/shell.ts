/** The navigation, the presets on the left, notices and dialogs. */
import type { Locator, Page } from '@playwright/test';

export type Screen = 'Send' | 'Presets' | 'Runs' | 'Log' | 'Accounts' | 'Settings';

export class Shell {
  constructor(private readonly page: Page) {}

  link(screen: Screen): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name: screen, exact: true });
  }

  async goTo(screen: Screen): Promise<void> {
    await this.link(screen).click();
  }

  /** Its text has the number of unknown sends beside its name. */
  get logLink(): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name: 'Log', exact: true });
  }

  /** A preset in the left column, by its name, also where its button has more text. */
  preset(name: string): Locator {
    const all = this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByRole('button');
    return all.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The text on presets in the left column whose list or template no longer exists. */
  get missingReferences(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByText(/gone$/);
  }

  /** The toast with this text. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.toast').filter({ hasText: text });
  }

  /** Notices about Keypost's own files. */
  get notices(): Locator {
    return this.page.getByRole('status', { name: 'Messages from Keypost', exact: true });
  }

  /** In the notice about a log whose schema somebody changed. */
  get startNewLog(): Locator {
    return this.notices.getByRole('button', { name: 'Start a new log and keep this file', exact: true });
  }

  /** All toasts. */
  get toasts(): Locator {
    return this.page.getByRole('status').filter({ has: this.page.getByRole('button', { name: 'Dismiss', exact: true }) });
  }

  /** The presets in the left column. */
  get presets(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true });
  }

  /** In small windows, it replaces the list of presets. */
  get choosePreset(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByRole('button', { name: /^Choose preset/ });
  }

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter presets', exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** A dialog or an alert dialog. */
  get anyDialog(): Locator {
    return this.dialog.or(this.alertDialog);
  }

  get alertDialog(): Locator {
    return this.page.getByRole('alertdialog');
  }
}
