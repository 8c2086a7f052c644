/** A tour of everything that Keypost can show: each screen, dialog, menu and panel, for tests of what has to hold in all of them. */
import { randomUUID } from 'node:crypto';
import { expect, type Keypost } from './keypost.ts';
import { ContactPage } from './pages/contact-page.ts';
import { DiagnosticsPage } from './pages/diagnostics-page.ts';
import { PreviewPage } from './pages/preview-page.ts';
import { RecipientPage } from './pages/recipient-page.ts';
import { seedLog, type Seed } from './seed-log.ts';

export interface Stop {
  name: string;
  /** Opens it from where the stop before has ended. */
  open: (keypost: Keypost) => Promise<void>;
  /** Closes what was opened. */
  leave?: (keypost: Keypost) => Promise<void>;
}

const outcomes = ['accepted', 'rejected', 'unknown', 'not sent'] as const;
const hourMs = 3_600_000;

/** Sends of every outcome, an hour apart: the newest is `ck0`, and accepted. One is two months old. */
export function seedTour(home: string): void {
  const seeds = Array.from({ length: 40 }, (_, index): Seed => {
    const back = 39 - index;
    return { customerKey: `ck${back}`, outcome: outcomes[back % outcomes.length] ?? 'accepted', at: Date.now() - back * hourMs };
  });
  seedLog(home, [{ customerKey: 'ck-old', outcome: 'accepted', at: Date.now() - 60 * 24 * hourMs }, ...seeds]);
}

const escape = ({ page }: Keypost): Promise<void> => page.keyboard.press('Escape');
const escapeDialog = async (keypost: Keypost): Promise<void> => {
  await escape(keypost);
  await expect(keypost.shell.anyDialog).toHaveCount(0);
};

const loaded = async ({ shell, send }: Keypost): Promise<void> => {
  await shell.preset('Shipping delay').click();
  await expect(send.summary).toContainText('Shipping delay');
};

const sendStops: readonly Stop[] = [
  { name: 'Send', open: loaded },
  {
    name: 'Send, edited, with the request',
    open: async ({ send, presets }) => {
      await send.campaignName.fill('delays-dec');
      await expect(presets.edited).toBeVisible();
      await send.openRequest();
    },
    leave: ({ send }) => send.openRequest(),
  },
  {
    name: 'names to pick from',
    open: async ({ send, page }) => {
      await send.list.click();
      await expect(page.getByRole('listbox')).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'Send, accepted',
    open: async ({ send }) => {
      await send.sendTo('ck1042');
      await send.expectOutcome('Accepted');
    },
  },
  {
    name: 'the response',
    open: ({ send }) => send.showResponse.click(),
    leave: ({ send }) => send.hideResponse.click(),
  },
  {
    name: 'review sheet',
    open: async ({ send }) => {
      await send.sendTo('ck1042');
      await expect(send.review).toBeVisible();
    },
    leave: escapeDialog,
  },
  {
    name: 'preset actions',
    open: ({ presets }) => presets.openMenu(),
    leave: escape,
  },
  {
    name: 'preview',
    open: async ({ page }) => {
      const preview = new PreviewPage(page);
      await preview.open.click();
      await expect(preview.readAgain).toBeEnabled();
    },
    leave: escapeDialog,
  },
  {
    name: 'recent keys',
    open: async ({ page }) => {
      const { recentKeys, keys } = new RecipientPage(page);
      await recentKeys.click();
      await expect(keys.first()).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'a contact by its fields',
    open: async ({ page }) => {
      const contact = new ContactPage(page);
      await contact.sendBy.selectOption({ label: 'Contact model by names' });
      await contact.more.click();
      await contact.addCustomField.click();
    },
    leave: ({ page }) => new ContactPage(page).view('JSON').check({ force: true }),
  },
  {
    name: 'a contact as JSON',
    open: ({ page }) => expect(new ContactPage(page).json).toBeVisible(),
    leave: async ({ page }) => {
      const contact = new ContactPage(page);
      await contact.view('Fields').check({ force: true });
      await contact.sendBy.selectOption({ label: 'Customer key' });
    },
  },
  {
    name: 'save as preset',
    open: async ({ presets }) => {
      await presets.saveAs.click();
      await expect(presets.name).toBeVisible();
    },
    leave: escapeDialog,
  },
  ...(['Rename…', 'Edit note…', 'Change slot…'] as const).map((item): Stop => ({
    name: `preset: ${item}`,
    open: async ({ presets, shell }) => {
      await presets.menu(item);
      await expect(shell.anyDialog).toBeVisible();
    },
    leave: escapeDialog,
  })),
  {
    name: 'Send, refused',
    open: async ({ send }) => {
      await send.list.fill('');
      await send.sendTo('ck1042');
      await expect.poll(() => send.errorOf(send.list)).not.toBe('');
    },
  },
];

const presetStops: readonly Stop[] = [
  { name: 'Presets', open: ({ shell }) => shell.goTo('Presets') },
  {
    name: 'a message with Undo',
    open: async ({ presets, shell }) => {
      await presets.act('Delete', 'Refund issued').click();
      await expect(shell.toasts).toContainText('Undo');
    },
    leave: async ({ presets, shell }) => {
      await shell.toasts.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(presets.row('Refund issued')).toBeVisible();
    },
  },
  { name: 'Runs', open: ({ shell }) => shell.goTo('Runs') },
];

const logStops: readonly Stop[] = [
  {
    name: 'Log',
    open: async ({ shell, log }) => {
      await shell.goTo('Log');
      await expect(log.row(1)).toBeVisible();
    },
  },
  ...(['Outcome', 'Account', 'Period', 'More', 'Views'] as const).map((name): Stop => ({
    name: `filter: ${name}`,
    open: async ({ log }) => {
      await log.filterButton(name).click();
      await expect(log.panel(name)).toBeVisible();
    },
    leave: escapeDialog,
  })),
  {
    name: 'Log, filtered',
    open: async ({ log }) => {
      await log.choose('Outcome', 'Unknown');
      await expect(log.filters).toHaveCount(1);
    },
  },
  {
    name: 'save this view',
    open: async ({ log }) => {
      await log.filterButton('Views').click();
      await log.saveView.click();
      await expect(log.viewName).toBeVisible();
    },
    leave: escapeDialog,
  },
  {
    name: 'an unknown entry',
    open: async ({ log }) => {
      await log.clearAll.click();
      await expect(log.rows('Accepted').first()).toBeVisible();
      await log.rows('Unknown').first().click();
      await expect(log.resolvePanel).toBeVisible();
    },
  },
  {
    name: 'a decision about an unknown send',
    open: async ({ log }) => {
      await log.resolveButton('Resolve as not sent').click();
      await expect(log.resolveDialog('Resolve as not sent')).toBeVisible();
    },
    leave: async (keypost) => {
      await escapeDialog(keypost);
      await escape(keypost);
    },
  },
  {
    name: 'columns',
    open: async ({ log }) => {
      await log.columns.click();
      await expect(log.column('Time')).toBeVisible();
    },
    leave: escape,
  },
  ...(['Export…', 'Clear log…'] as const).map((item): Stop => ({
    name: `log tools: ${item}`,
    open: async ({ tools, shell }) => {
      await tools.choose(item);
      await expect(shell.anyDialog).toBeVisible();
    },
    leave: escapeDialog,
  })),
  {
    name: 'nothing found',
    open: async ({ log }) => {
      await log.search.fill(randomUUID());
      await expect(log.count).toHaveText('No sends found');
    },
    leave: ({ log }) => log.search.fill(''),
  },
];

const accountStops: readonly Stop[] = [
  {
    name: 'diagnostics',
    open: ({ page, app }) => new DiagnosticsPage(page, app).open(),
    leave: escapeDialog,
  },
  { name: 'Accounts', open: ({ shell }) => shell.goTo('Accounts') },
  {
    name: 'a new account, refused',
    open: async ({ accounts, send }) => {
      await accounts.add.click();
      await accounts.save.click();
      await expect.poll(() => send.errorOf(accounts.name)).not.toBe('');
    },
  },
  {
    name: 'an account',
    open: async ({ accounts }) => {
      await accounts.fill({ name: 'Acme', kind: 'Production', siteUrl: 'https://mail.acme.example', realm: 'acme', password: 'horse' });
      await accounts.save.click();
      await expect(accounts.item('Acme')).toBeVisible();
    },
  },
  ...(['remove', 'forget'] as const).map((which): Stop => ({
    name: `${which} an account`,
    open: async ({ accounts, shell }) => {
      await accounts[which].click();
      await expect(shell.anyDialog).toBeVisible();
    },
    leave: escapeDialog,
  })),
  {
    name: 'Send, production',
    open: async ({ shell, send }) => {
      await shell.goTo('Send');
      await send.chooseAccount('Acme');
    },
    leave: ({ send }) => send.chooseAccount('Practice realm'),
  },
  {
    name: 'Settings',
    open: async ({ shell, settings }) => {
      await shell.goTo('Settings');
      await expect(settings.timeout).toBeVisible();
    },
  },
  {
    name: 'a limit that removes sends',
    open: async ({ settings, shell }) => {
      await settings.keepEntriesDays.fill('30');
      await settings.keepEntriesDays.press('Enter');
      await expect(shell.anyDialog).toBeVisible();
    },
    leave: escapeDialog,
  },
  {
    name: 'a setting that is refused',
    open: async ({ settings, send }) => {
      await settings.timeout.fill('soon');
      await settings.timeout.press('Enter');
      await expect.poll(() => send.errorOf(settings.timeout)).not.toBe('');
    },
    leave: async ({ settings }) => {
      await settings.timeout.fill('30');
      await settings.timeout.press('Enter');
    },
  },
];

/** All stops, in an order in which each can be reached from the one before. */
export const wholeTour: readonly Stop[] = [...sendStops, ...presetStops, ...logStops, ...accountStops];

/** Goes through the stops and calls `look` at each of them. */
export async function tour(keypost: Keypost, stops: readonly Stop[], look: (stop: Stop) => Promise<void>): Promise<void> {
  for (const stop of stops) {
    await stop.open(keypost);
    await look(stop);
    await stop.leave?.(keypost);
  }
}
