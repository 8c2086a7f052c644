/** The dialog that shows the diagnostics before they are copied. */
import type { ElectronApplication, Locator, Page } from '@playwright/test';

export class DiagnosticsPage {
  constructor(
    private readonly page: Page,
    private readonly app: ElectronApplication,
  ) {}

  /** Opens it by the menu bar. A test can't click that, because the system draws it, so this clicks the item in Electron. */
  async open(): Promise<void> {
    await this.app.evaluate(({ Menu }) => {
      const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help');
      help?.submenu?.items.find(({ label }) => label === 'Copy Diagnostics…')?.click();
    });
    await this.dialog.waitFor();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Diagnostics', exact: true });
  }

  get text(): Locator {
    return this.dialog.getByRole('group', { name: 'Diagnostics', exact: true });
  }

  get copy(): Locator {
    return this.dialog.getByRole('button', { name: 'Copy', exact: true });
  }

  get close(): Locator {
    return this.dialog.getByRole('button', { name: 'Close', exact: true });
  }
}
