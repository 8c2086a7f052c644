/** The fields of the commands that don't send by customer key: e-mail and first name, body, subject, contact id. */
import type { Locator, Page } from '@playwright/test';
import { foldedField } from './folded-field.ts';

export class ContactPage {
  readonly sendBy: Locator;
  readonly email: Locator;
  readonly firstName: Locator;
  readonly contactId: Locator;
  readonly subject: Locator;
  readonly json: Locator;
  readonly more: Locator;
  readonly addCustomField: Locator;

  constructor(private readonly page: Page) {
    this.sendBy = foldedField(page, page.getByRole('combobox', { name: 'Send by', exact: true }));
    this.email = page.getByRole('textbox', { name: 'E-mail', exact: true });
    this.firstName = page.getByRole('textbox', { name: 'First name', exact: true });
    this.contactId = page.getByRole('textbox', { name: 'Contact id', exact: true });
    this.subject = foldedField(page, page.getByRole('textbox', { name: 'Subject line', exact: true }));
    this.json = page.getByRole('textbox', { name: 'Body as JSON', exact: true });
    this.more = page.getByText('More of the contact', { exact: true });
    this.addCustomField = page.getByRole('button', { name: 'Add a field', exact: true });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  view(name: 'Fields' | 'JSON'): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  removeCustomField(number: number): Locator {
    return this.page.getByRole('button', { name: `Remove custom field ${number}`, exact: true });
  }

  customField(number: number, part: 'Name' | 'Value'): Locator {
    return this.page.getByRole('textbox', { name: `${part} of custom field ${number}`, exact: true });
  }
}
