/** The screen of all presets, and saving one from the form. */
import type { Locator, Page } from '@playwright/test';

export class PresetsPage {
  readonly saveAs: Locator;
  readonly name: Locator;
  readonly save: Locator;

  constructor(private readonly page: Page) {
    this.saveAs = page.getByRole('button', { name: 'Save as preset' });
    this.name = page.getByRole('textbox', { name: 'Preset name' });
    this.save = page.getByRole('button', { name: 'Save preset' });
  }

  row(name: string | RegExp): Locator {
    return this.page.getByRole('main').getByRole('row').filter({ hasText: name });
  }

  /** A button in the row of a preset, such as "Duplicate". */
  act(verb: 'Load' | 'Pin' | 'Rename' | 'Duplicate' | 'Delete', name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: `${verb} ${name}`, exact: true });
  }

  get rename(): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name: 'Rename' });
  }
}
