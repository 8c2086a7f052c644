/** The send form, its Response region and the review sheet. */
import { expect, type Locator, type Page } from '@playwright/test';
import { foldedField, unfoldMessage } from './folded-field.ts';

export type OutcomeText = 'Accepted' | 'Rejected' | 'Not sent' | 'Unknown';

export class SendPage {
  readonly customerKey: Locator;
  readonly account: Locator;
  readonly list: Locator;
  readonly template: Locator;
  readonly campaignName: Locator;
  readonly respectOptout: Locator;
  readonly snapshot: Locator;
  /** Unfolds the fields of the message; only there while they are folded. */
  readonly editMessage: Locator;
  readonly hideFields: Locator;
  /** List, template, format and campaign of a loaded preset, as they will be sent. */
  readonly summary: Locator;
  readonly send: Locator;
  readonly cancel: Locator;
  /** The result of the last press; not found while a press is under way. */
  readonly response: Locator;
  /** The same region, also while a press is under way. */
  readonly wholeResponse: Locator;
  readonly review: Locator;
  /** The button that confirms, whatever its label. */
  readonly sendAnyway: Locator;
  readonly undo: Locator;
  readonly sendNow: Locator;
  /** The text under the buttons: what Cancel would mean, for example. */
  readonly below: Locator;
  /** The warning under the button while the computer is offline. */
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

  get openSettings(): Locator {
    return this.response.getByRole('link', { name: 'Open Settings', exact: true });
  }

  /** Opens the entry of this send in the log. */
  get openEntry(): Locator {
    return this.response.getByRole('link', { name: 'Open entry', exact: true });
  }

  format(name: 'Plain text' | 'HTML' | 'MIME'): Locator {
    return foldedField(this.page, this.page.getByRole('radio', { name, exact: true }));
  }

  /** The part of the review sheet that scrolls. */
  get reviewBody(): Locator {
    return this.review.locator('.body');
  }

  /** The visible control of a format: the label around its radio button. */
  choice(format: 'Plain text' | 'HTML' | 'MIME'): Locator {
    return this.page
      .getByRole('main')
      .locator('label')
      .filter({ has: this.page.getByRole('radio', { name: format, exact: true }) });
  }

  /** The visible control of a checkbox: the label around it. */
  box(name: 'Respect opt-out' | 'Email snapshot'): Locator {
    return this.page
      .getByRole('main')
      .locator('label')
      .filter({ has: this.page.getByRole('checkbox', { name, exact: true }) });
  }

  async openRequest(): Promise<void> {
    await this.request.locator('summary').click();
  }

  /** In the summary: something unusual about the message. */
  chip(text: string): Locator {
    return this.page.getByRole('main').locator('header .chip').filter({ hasText: text });
  }

  unfold(): Promise<void> {
    return unfoldMessage(this.page);
  }

  async chooseAccount(name: string): Promise<void> {
    await this.unfold();
    // An option has the kind after the name, unless the name contains it.
    const option = this.account.locator('option').filter({ hasText: new RegExp(`^${name}( \\((practice|test|production)\\))?$`) });
    await this.account.selectOption({ value: (await option.getAttribute('value')) ?? '' });
  }

  /** Types the key and presses Enter. */
  async sendTo(customerKey: string): Promise<void> {
    await this.customerKey.fill(customerKey);
    await this.customerKey.press('Enter');
  }

  /** Sends a message that is reviewed first: types the key, presses Enter and confirms. */
  async sendReviewed(customerKey: string): Promise<void> {
    await this.sendTo(customerKey);
    await this.sendAnyway.click();
  }

  async expectOutcome(outcome: OutcomeText, timeout = 15_000): Promise<void> {
    await expect(this.response.getByRole('status')).toHaveText(outcome, { timeout });
  }

  /** The error text of a refused field; empty for a valid one. */
  errorOf(field: Locator): Promise<string> {
    return field.evaluate((element) => {
      const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').concat(element.getAttribute('aria-errormessage') ?? '');
      const texts = ids.map((id) => (id === '' ? '' : (element.ownerDocument.getElementById(id)?.textContent ?? '')));
      return element.getAttribute('aria-invalid') === 'true' ? texts.join(' ').trim() : '';
    });
  }
}
