/** The preview of a template, and the message in its frame. */
import type { FrameLocator, Locator, Page } from '@playwright/test';

export class PreviewPage {
  readonly open: Locator;
  readonly dialog: Locator;
  readonly subject: Locator;
  readonly close: Locator;
  readonly readAgain: Locator;
  readonly loadImages: Locator;
  /** The status of the images. */
  readonly images: Locator;
  readonly frame: Locator;
  readonly message: FrameLocator;

  constructor(page: Page) {
    this.open = page.getByRole('main').getByRole('button', { name: 'Preview', exact: true });
    this.dialog = page.getByRole('dialog', { name: /^Preview of / });
    this.subject = this.dialog.getByRole('definition');
    this.close = this.dialog.getByRole('button', { name: 'Close', exact: true });
    this.readAgain = this.dialog.getByRole('button', { name: 'Read again', exact: true });
    this.loadImages = this.dialog.getByRole('button', { name: /^Load images/ });
    this.images = this.dialog.getByRole('status').filter({ hasText: 'image' });
    this.frame = this.dialog.locator('iframe');
    this.message = this.dialog.frameLocator('iframe');
  }

  show(part: 'HTML' | 'Plain text' | 'Desktop' | 'Phone'): Locator {
    return this.dialog.getByRole('radio', { name: part, exact: true });
  }

  number(id: number): Locator {
    return this.dialog.getByRole('button', { name: `Number ${id}`, exact: true });
  }

  /** The status that is shown where there is no message. */
  text(text: string | RegExp): Locator {
    return this.dialog.getByRole('status').filter({ hasText: text });
  }
}
