/** The send form, its answer and the review sheet. */
import { expect, type Locator, type Page } from '@playwright/test';

export type OutcomeWord = 'Accepted' | 'Rejected' | 'Not sent' | 'Unknown';

export class SendPage {
  readonly customerKey: Locator;
  readonly account: Locator;
  readonly list: Locator;
  readonly template: Locator;
  readonly campaignName: Locator;
  readonly respectOptout: Locator;
  readonly snapshot: Locator;
  readonly send: Locator;
  readonly cancel: Locator;
  /** What came of the last press; not found while that is under way. */
  readonly response: Locator;
  /** Also while a press is under way. */
  readonly wholeResponse: Locator;
  readonly review: Locator;
  readonly sendAnyway: Locator;
  readonly undo: Locator;
  readonly sendNow: Locator;
  /** The line under the button. */
  readonly below: Locator;
  readonly request: Locator;
  readonly copyAsCurl: Locator;

  constructor(private readonly page: Page) {
    this.customerKey = page.getByRole('textbox', { name: 'Customer key' });
    this.account = page.getByRole('combobox', { name: 'Account' });
    this.list = page.getByLabel('List', { exact: true });
    this.template = page.getByLabel('Template', { exact: true });
    this.campaignName = page.getByRole('textbox', { name: 'Campaign name' });
    this.respectOptout = page.getByRole('checkbox', { name: 'Respect opt-out' });
    this.snapshot = page.getByRole('checkbox', { name: 'Email snapshot' });
    this.send = page.getByRole('form', { name: 'Message' }).locator('button[type=submit]');
    this.cancel = page.getByRole('main').getByRole('button', { name: 'Cancel' });
    this.wholeResponse = page.getByRole('region', { name: 'Response' });
    this.response = this.wholeResponse.and(page.locator('[aria-busy=false]'));
    this.review = page.getByRole('dialog', { name: 'Review before sending' });
    this.sendAnyway = this.review.getByRole('button', { name: 'Send anyway' });
    this.undo = page.getByRole('main').getByRole('button', { name: 'Undo' });
    this.sendNow = page.getByRole('main').getByRole('button', { name: 'Send now' });
    this.below = page.getByRole('form', { name: 'Message' }).getByRole('status');
    this.request = page.getByRole('group').filter({ hasText: 'Request' });
    this.copyAsCurl = page.getByRole('button', { name: 'Copy as cURL' });
  }

  /** Leads from the answer to its entry in the log. */
  get openSettings(): Locator {
    return this.response.getByRole('link', { name: 'Open Settings' });
  }

  get openEntry(): Locator {
    return this.response.getByRole('link', { name: 'Open entry' });
  }

  format(name: 'Plain text' | 'HTML' | 'MIME'): Locator {
    return this.page.getByRole('radio', { name });
  }

  async openRequest(): Promise<void> {
    await this.page.getByText('Request', { exact: true }).first().click();
  }

  async chooseAccount(name: string): Promise<void> {
    const option = this.account.locator('option').filter({ hasText: name });
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
