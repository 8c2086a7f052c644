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
    this.customerKey = page.getByRole('textbox', { name: 'Customer key', exact: true });
    this.account = page.getByRole('combobox', { name: 'Account', exact: true });
    this.list = page.getByLabel('List', { exact: true });
    this.template = page.getByLabel('Template', { exact: true });
    this.campaignName = page.getByRole('textbox', { name: 'Campaign name', exact: true });
    this.respectOptout = page.getByRole('checkbox', { name: 'Respect opt-out', exact: true });
    this.snapshot = page.getByRole('checkbox', { name: 'Email snapshot', exact: true });
    this.send = page.getByRole('form', { name: 'Message', exact: true }).locator('button[type=submit]');
    this.cancel = page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true });
    this.wholeResponse = page.getByRole('region', { name: 'Response', exact: true });
    this.response = this.wholeResponse.and(page.locator('[aria-busy=false]'));
    this.review = page.getByRole('dialog', { name: 'Review before sending', exact: true });
    this.sendAnyway = this.review.getByRole('button', { name: 'Send anyway', exact: true });
    this.undo = page.getByRole('main').getByRole('button', { name: 'Undo', exact: true });
    this.sendNow = page.getByRole('main').getByRole('button', { name: 'Send now', exact: true });
    this.below = page.getByRole('form', { name: 'Message', exact: true }).locator('.actions + [role="status"]');
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
    return this.page.getByRole('radio', { name, exact: true });
  }

  async openRequest(): Promise<void> {
    await this.request.locator('summary').click();
  }

  async chooseAccount(name: string): Promise<void> {
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
