/** After a body was sent, the next change in it starts a message to another contact, whichever control makes the change. */
import { expect, test } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { FieldPage } from './pages/field-page.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { openTestDesk } from './test-desk.ts';

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

const bodies = (): unknown[] => site.requests.map((request) => JSON.parse(request.split('\r\n\r\n')[1] ?? '') as unknown);

test('a changed custom value and a cleaned-up name leave nothing of the earlier contact beside the next key', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await contact.email.fill('eve@example.com');
  await contact.more.click();
  await contact.addCustomField.click();
  await contact.customField(1, 'Name').fill('order');
  await contact.customField(1, 'Value').fill('A1');
  await page.keyboard.press('ControlOrMeta+Enter');
  await send.expectOutcome('Accepted');
  await contact.customField(1, 'Value').fill('B2');
  await expect(contact.email).toHaveValue('');
  await contact.field('Customer key').fill('ck2');
  await contact.firstName.fill('Bo ');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => site.requests.length).toBe(2);
  await send.expectOutcome('Accepted');

  // Leaving the field removes invisible characters at its end, which doesn't count as a change.
  await contact.field('Customer key').click();
  await page.keyboard.type('ck3');
  await expect(contact.firstName).toHaveValue('');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(bodies).toEqual([
    { email: 'eve@example.com', customData: { order: 'A1' } },
    { customerKey: 'ck2', firstName: 'Bo ', customData: { order: 'B2' } },
    { customerKey: 'ck3', customData: { order: 'B2' } },
  ]);
});

test('JSON that is edited for another contact is not sent while it still has data of the contact before', async ({ start }) => {
  const { send, page } = await openTestDesk(start, site);
  const contact = new ContactPage(page);
  await contact.sendBy.selectOption({ label: 'Contact model by names' });
  await contact.view('JSON').check();
  await contact.json.fill('{"customerKey":"ck1","email":"eve@example.com","x":1}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await send.expectOutcome('Accepted');
  await contact.json.fill('{"customerKey":"ck2","email":"eve@example.com","x":1}');
  await page.keyboard.press('ControlOrMeta+Enter');
  const body = new FieldPage(page, 'send-body');
  await expect(body.below).toHaveText(
    "This names somebody else and still has email of ck1. Change or remove what isn't of the new contact, or keep it.",
  );
  expect(site.requests).toHaveLength(1);
  await expect(body.action('Keep it')).toBeVisible();
  await body.action('Remove it').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => bodies()[1]).toEqual({ customerKey: 'ck2', x: 1 });
});
