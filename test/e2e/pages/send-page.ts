/** The send form, its answer and the review sheet. */
import { expect, type Locator, type Page } from '@playwright/test';
import { foldedField, unfoldMessage } from './folded-field.ts';

export type OutcomeWord = 'Accepted' | 'Rejected' | 'Not sent' | 'Unknown';

export class SendPage {
  readonly customerKey: Locator;
  readonly account: Locator;
  readonly list: Locator;
  readonly template: Locator;
  readonly campaignName: Locator;
  readonly respectOptout: Locator;
  readonly snapshot: Locator;
  /** Unfolds the fields of the message; there while they are folded. */
  readonly editMessage: Locator;
  readonly hideFields: Locator;
  /** List, template, format and campaign of a loaded preset, as they go. */
  readonly summary: Locator;
  readonly send: Locator;
  readonly cancel: Locator;
  /** What came of the last press; not found while that is under way. */
  readonly response: Locator;
  /** Also while a press is under way. */
  readonly wholeResponse: Locator;
  readonly review: Locator;
  /** The button that confirms, whatever it says of what it does. */
  readonly sendAnyway: Locator;
  readonly undo: Locator;
  readonly sendNow: Locator;
  /** What Cancel would mean, as it is said to a screen reader. */
  readonly below: Locator;
  /** Under the button, before a press. */
  readonly offline: Locator;
  readonly request: Locator;
  readonly copyAsCurl: Locator;

  constructor(private readonly page: Page) {
    this.customerKey = page.getByRole('textbox', { name: 'Customer key', exact: true });
    this.account = foldedField(page, page.getByRole('combobox', { name: 'Account', exact: true }));
    this.list = foldedField(page, page.getByLabel('List', { exact: true }));
    this.template = foldedField(page, page.getByLabel('Template', { exact: true }));
    this.campaignName = foldedField(page, page.getByRole('textbox', { name: 'Campaign name', exact: true }));
    this.respectOptout = foldedField(page, page.getByRole('checkbox', { name: 'Respect opt-out', exact: true }));
    this.snapshot = foldedField(page, page.getByRole('checkbox', { name: 'Email snapshot', exact: true }));
    this.editMessage = page.getByRole('main').getByRole('button', { name: 'Edit message', exact: true });
    this.hideFields = page.getByRole('main').getByRole('button', { name: 'Hide fields', exact: true });
    this.summary = page.getByRole('main').locator('header .what');
    this.send = page.getByRole('form', { name: 'Message', exact: true }).locator('button[type=submit]');
    this.cancel = page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true });
    this.wholeResponse = page.getByRole('region', { name: 'Response', exact: true });
    this.response = this.wholeResponse.and(page.locator('[aria-busy=false]'));
    this.review = page.getByRole('alertdialog', { name: 'Review before sending', exact: true });
    this.sendAnyway = this.review.getByRole('button', { name: /^Send\b/ });
    this.undo = page.getByRole('main').getByRole('button', { name: 'Undo', exact: true });
    this.sendNow = page.getByRole('main').getByRole('button', { name: 'Send now', exact: true });
    this.below = page.getByRole('form', { name: 'Message', exact: true }).locator('.below');
    this.offline = page.getByRole('form', { name: 'Message', exact: true }).locator('.warn');
    this.request = page
      .getByRole('main')
      .locator('details')
      .filter({ has: page.locator('summary').getByText('Request', { exact: true }) });
    this.copyAsCurl = page.getByRole('button', { name: 'Copy as cURL', exact: true });
  }

  get showResponse(): Locator {
    return this.response.getByRole('button', { name: 'Show response', exact: true });
  }

  get hideResponse(): Locator {
    return this.response.getByRole('button', { name: 'Hide response', exact: true });
  }

  /** Leads from the answer to its entry in the log. */
  get openSettings(): Locator {
    return this.response.getByRole('link', { name: 'Open Settings', exact: true });
  }

  get openEntry(): Locator {
    return this.response.getByRole('link', { name: 'Open entry', exact: true });
  }

  format(name: 'Plain text' | 'HTML' | 'MIME'): Locator {
    return foldedField(this.page, this.page.getByRole('radio', { name, exact: true }));
  }

  /** What scrolls in the review sheet, where there is more than can be seen. */
  get reviewBody(): Locator {
    return this.review.locator('.body');
  }

  /** What a format is chosen by, as it is seen: around its radio button. */
  choice(format: 'Plain text' | 'HTML' | 'MIME'): Locator {
    return this.page
      .getByRole('main')
      .locator('label')
      .filter({ has: this.page.getByRole('radio', { name: format, exact: true }) });
  }

  /** A checkbox as it is seen, with its words. */
  box(name: 'Respect opt-out' | 'Email snapshot'): Locator {
    return this.page
      .getByRole('main')
      .locator('label')
      .filter({ has: this.page.getByRole('checkbox', { name, exact: true }) });
  }

  async openRequest(): Promise<void> {
    await this.request.locator('summary').click();
  }

  /** In the summary: what is unusual about the message. */
  chip(words: string): Locator {
    return this.page.getByRole('main').locator('header .chip').filter({ hasText: words });
  }

  unfold(): Promise<void> {
    return unfoldMessage(this.page);
  }

  async chooseAccount(name: string): Promise<void> {
    await this.unfold();
    // The kind stands behind a name that does not say it.
    const option = this.account.locator('option').filter({ hasText: new RegExp(`^${name}( \\((practice|test|production)\\))?$`) });
    await this.account.selectOption({ value: (await option.getAttribute('value')) ?? '' });
  }

  /** Types the key and presses Enter. */
  async sendTo(customerKey: string): Promise<void> {
    await this.customerKey.fill(customerKey);
    await this.customerKey.press('Enter');
  }

  /** A message that is reviewed first: types the key, presses Enter and sends anyway. */
  async sendReviewed(customerKey: string): Promise<void> {
    await this.sendTo(customerKey);
    await this.sendAnyway.click();
  }

  async expectOutcome(word: OutcomeWord, timeout = 15_000): Promise<void> {
    await expect(this.response.getByRole('status')).toHaveText(word, { timeout });
  }

  /** The sentence beside a refused field. */
  errorOf(field: Locator): Promise<string> {
    return field.evaluate((element) => {
      const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').concat(element.getAttribute('aria-errormessage') ?? '');
      const texts = ids.map((id) => (id === '' ? '' : (element.ownerDocument.getElementById(id)?.textContent ?? '')));
      return element.getAttribute('aria-invalid') === 'true' ? texts.join(' ').trim() : '';
    });
  }
}
