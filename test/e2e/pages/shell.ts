/** The way around, the presets on the left, notices. */
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

  /** Its text counts the sends that are unknown, beside its name. */
  get logLink(): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name: 'Log', exact: true });
  }

  /** A preset in the left column, also where more is said of it than its name. */
  preset(name: string): Locator {
    const all = this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByRole('button');
    return all.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** What is said of presets in the left column whose list or template has gone. */
  get gone(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByText(/gone$/);
  }

  /** What is said after something was done. */
  toast(words: string | RegExp): Locator {
    return this.page.locator('.toast').filter({ hasText: words });
  }

  /** What Keypost has to say of its own files. */
  get notices(): Locator {
    return this.page.getByRole('status', { name: 'Messages from Keypost', exact: true });
  }

  /** In the notice of a log that no Keypost made as it is. */
  get startNewLog(): Locator {
    return this.notices.getByRole('button', { name: 'Start a new log and keep this file', exact: true });
  }

  /** The short messages that go by themselves, all of them. */
  get toasts(): Locator {
    return this.page.getByRole('status').filter({ has: this.page.getByRole('button', { name: 'Dismiss', exact: true }) });
  }

  /** The presets in the left column. */
  get presets(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true });
  }

  /** In small windows, in place of the presets. */
  get choosePreset(): Locator {
    return this.page.getByRole('complementary', { name: 'Presets', exact: true }).getByRole('button', { name: /^Choose preset/ });
  }

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter presets', exact: true });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** A dialog of either kind. */
  get anyDialog(): Locator {
    return this.dialog.or(this.alertDialog);
  }

  get alertDialog(): Locator {
    return this.page.getByRole('alertdialog');
  }
}
