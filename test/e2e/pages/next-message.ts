/** What the send form shows about the next message while one is being sent. */
import type { Locator, Page } from '@playwright/test';

export class NextMessage {
  /** Why Enter sent nothing. */
  readonly refusal: Locator;
  /** The same on the review sheet, with the key that was typed there. */
  readonly onSheet: Locator;
  readonly notSentTo: Locator;

  constructor(private readonly page: Page) {
    this.refusal = page.getByRole('form', { name: 'Message', exact: true }).getByRole('alert');
    this.onSheet = page.getByRole('alertdialog', { name: 'Review before sending', exact: true }).getByRole('status');
    this.notSentTo = page.getByRole('region', { name: 'Not sent to', exact: true });
  }

  putBack(name: string): Locator {
    return this.notSentTo.getByRole('button', { name: `Put ${name} back into the field`, exact: true });
  }

  remove(name: string): Locator {
    return this.notSentTo.getByRole('button', { name: `Remove ${name} from this list`, exact: true });
  }

  /** The contacts that were entered and not sent to. */
  async notSent(): Promise<string[]> {
    return this.notSentTo.locator('li > span').allInnerTexts();
  }

  /** The accessible description of the input: that its contact was sent to, for example. */
  descriptionOf(input: Locator): Promise<string> {
    return input.evaluate((element) => {
      const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
      return ids.map((id) => element.ownerDocument.getElementById(id)?.textContent.trim() ?? '').join(' ');
    });
  }

  async selection(input: Locator): Promise<string> {
    return input.evaluate((element) =>
      element instanceof HTMLInputElement ? element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0) : '',
    );
  }
}
