/** The screen of all presets, and saving one from the form. */
import type { Locator, Page } from '@playwright/test';

export class PresetsPage {
  readonly saveAs: Locator;
  readonly name: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.saveAs = page.getByRole('button', { name: 'Save as preset', exact: true });
    this.name = page.getByRole('textbox', { name: 'Preset name', exact: true });
    this.save = page.getByRole('button', { name: 'Save preset', exact: true });
  }

  /** The row of a preset by its name, whatever else is in it. */
  row(name: string | RegExp): Locator {
    const header = this.page.getByRole('rowheader').filter({ has: this.page.getByText(name, { exact: true }) });
    return this.page.getByRole('table', { name: 'All presets', exact: true }).getByRole('row').filter({ has: header });
  }

  /** A button in the row of a preset, such as "Duplicate". */
  act(verb: 'Load' | 'Rename' | 'Duplicate' | 'Delete', name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: `${verb} ${name}`, exact: true });
  }

  /** The keycap in the row of a preset that is in a slot; `null`: in none. */
  slotOf(name: string, slot: number | null): Locator {
    const label = slot === null ? `Set slot of ${name}` : `Change slot ${slot} of ${name}`;
    return this.page.getByRole('main').getByRole('button', { name: label, exact: true });
  }

  /** Chooses the slot of a preset. */
  get slotDialog(): Locator {
    return this.page.getByRole('dialog', { name: /^Slot of / });
  }

  /** A slot to choose, by its label, which names the preset that is in it. */
  slotChoice(label: string): Locator {
    return this.slotDialog.getByRole('radio', { name: label, exact: true });
  }

  /** The menu beside the preset that is in the form. */
  async openMenu(): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Preset actions', exact: true }).click();
    await this.page.getByRole('menu').waitFor();
  }

  /** An item of that menu. */
  async menu(item: string): Promise<void> {
    await this.openMenu();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Above the send form: what will be sent. Also has the buttons for presets. */
  get header(): Locator {
    return this.page.getByRole('main').locator('header').filter({ has: this.saveAs });
  }

  get table(): Locator {
    return this.page.getByRole('table', { name: 'All presets', exact: true });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: 'Search all presets', exact: true });
  }

  get revert(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: 'Revert', exact: true });
  }

  get edited(): Locator {
    return this.page.getByRole('main').getByText('Edited', { exact: true });
  }

  get saveChanges(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: 'Save changes', exact: true });
  }

  get rename(): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name: 'Rename', exact: true });
  }
}
