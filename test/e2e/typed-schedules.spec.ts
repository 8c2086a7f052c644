/**
 * Types keys as a person does, independently of when responses come. Every request has to go to a contact that was entered completely,
 * in that order, and every contact that was not sent to has to be listed. KEYPOST_SCHEDULES sets how many of the 60 schedules run.
 */
import type { CommandId } from '../../electron/shared/ipc/contract.ts';
import type { Locator } from '@playwright/test';
import { expect, test, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { NextMessage } from './pages/next-message.ts';
import { startRecordingSite, type RecordingSite } from './recording-site.ts';
import { schedule, type Schedule } from './schedules.ts';
import { openTestDesk, saveSettings } from './test-desk.ts';

const count = Number(process.env['KEYPOST_SCHEDULES'] ?? 15);

const labels: Readonly<Record<CommandId, string>> = {
  customerKey: 'Customer key',
  email: 'E-mail and first name',
  modelNames: 'Contact model by names',
  modelIds: 'Contact model by ids',
  content: 'Own content',
  listContact: 'Contact in list',
};

let site: RecordingSite;
test.beforeEach(async ({ folder }) => {
  site = await startRecordingSite(folder);
});
test.afterEach(() => site.close());

/** One app runs the schedules with a review and another one those without, because the kind of an account can't be changed. */
for (const review of [false, true]) {
  const schedules = Array.from({ length: count }, (_, seed) => schedule(seed)).filter((one) => one.review === review);
  test(`${schedules.length} schedules ${review ? 'with a review' : 'without one'}`, async ({ start }) => {
    test.setTimeout(30_000 + schedules.length * 30_000);
    const keypost = await openTestDesk(start, site, { kind: review ? 'Production' : 'Test' });
    for (const one of schedules) await test.step(`schedule ${one.seed}: ${one.command}`, () => play(keypost, one));
  });
}

async function play(keypost: Keypost, one: Schedule): Promise<void> {
  const { page, send } = keypost;
  const contact = new ContactPage(page);
  const next = new NextMessage(page);
  await saveSettings(keypost, { undoSeconds: one.undoSeconds });
  site.requests.length = 0;
  const field = await openCommand(keypost, contact, one.command);
  await field.focus();

  const entered: string[] = [];
  for (const [index, responseMs] of one.responseMs.entries()) {
    site.delayMs = responseMs;
    const name = nameOf(one, index);
    await page.keyboard.type(name, { delay: one.keyMs });
    if (one.command === 'email') {
      await page.keyboard.press('Tab');
      await page.keyboard.type('Ada', { delay: one.keyMs });
    }
    await page.keyboard.press(one.command === 'customerKey' || one.command === 'email' ? 'Enter' : 'ControlOrMeta+Enter');
    entered.push(name);
  }
  // From here on the person looks at the screen.
  if (await send.review.isVisible()) await send.sendAnyway.click();
  await expect(send.wholeResponse).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 });

  const requested = site.requests.map(contactIn);
  const inOrder = requested.map((name) => entered.indexOf(name));
  expect(inOrder, `${requested.join()} of ${entered.join()}`).not.toContain(-1);
  expect(inOrder).toEqual([...new Set(inOrder)].sort((a, b) => a - b));
  const named = [...requested, ...(await next.notSent()), await field.inputValue()];
  for (const name of entered) expect(named, `${requested.join()} of ${entered.join()}`).toContain(name);
  expect(requested.length).toBeGreaterThan(0);
  await forgetNotSent(next);
}

/** Chooses the command, without a contact. Returns the input that names the contact. */
async function openCommand({ send }: Keypost, contact: ContactPage, command: CommandId): Promise<Locator> {
  const numbered = command === 'modelIds' || command === 'listContact';
  await contact.sendBy.selectOption({ label: labels[command] });
  await send.list.fill(numbered ? '7' : 'Orders');
  if (command === 'content') await contact.subject.fill('Hello');
  else await send.template.fill(numbered ? '8' : 'Delay');
  if (command === 'email') {
    await contact.firstName.fill('');
    await contact.email.fill('');
    return contact.email;
  }
  if (command === 'customerKey') {
    await send.customerKey.fill('');
    return send.customerKey;
  }
  await contact.view('JSON').check({ force: true });
  await contact.json.fill(command === 'content' ? '{"content":"Good day"}' : '');
  await contact.view('Fields').check({ force: true });
  return command === 'listContact' ? contact.contactId : contact.field('Customer key');
}

const nameOf = ({ seed, command }: Schedule, index: number): string => {
  const number = 48_210_000 + seed * 10 + index;
  return command === 'email' ? `c${number}@example.com` : String(number);
};

/** The contact that a request names, in its URL or in its body. */
function contactIn(request: string): string {
  const path = decodeURIComponent(/^POST (\S+)/.exec(request)?.[1] ?? '');
  const inBody = /"(?:customerKey|subscriberId)": "?(\d+)"?/.exec(request)?.[1];
  return inBody ?? /\/(c\d+@example\.com)\//.exec(path)?.[1] ?? /\/(\d+)\?/.exec(path)?.[1] ?? path;
}

async function forgetNotSent({ notSentTo }: NextMessage): Promise<void> {
  const buttons = notSentTo.getByRole('button', { name: /^Remove / });
  while ((await buttons.count()) > 0) await buttons.first().click();
}
