/** The desk that the made log belongs to: its accounts, lists, templates, presets and customers. */
import type { Account } from '../../electron/shared/domain/account.ts';
import type { Format } from '../../electron/shared/domain/message.ts';
import { Seeded } from './seeded.ts';

export interface DeskPreset {
  id: string;
  name: string;
  list: string;
  template: string;
  format: Format;
  campaignName: string;
}

type Weighted<T> = readonly (readonly [weight: number, value: T])[];

const account = (id: string, name: string, kind: Account['kind'], siteUrl: string, clientName = ''): Account => ({
  id,
  name,
  kind,
  siteUrl,
  realm: id,
  clientName,
  reviewSends: kind === 'production',
});

export const accounts: Weighted<Account> = [
  [0.02, account('practice', 'Practice realm', 'practice', 'http://127.0.0.1:49152')],
  [0.08, account('acme-test', 'Acme test', 'test', 'https://test.mail.acme.example')],
  [0.65, account('acme', 'Acme production', 'production', 'https://mail.acme.example', 'crm')],
  [0.25, account('nordwind', 'Nordwind Versand', 'production', 'https://post.nordwind.example')],
];

const topics = ['Newsletter', 'Offers', 'Events', 'Surveys', 'Invoices', 'Warranty', 'Recalls', 'Membership', 'Partners', 'Garten & Küche'];
const regions = ['North', 'South', 'Österreich', 'France'];

/** Three lists have most sends; the others share the rest. */
export const lists: Weighted<string> = [
  [0.42, 'Orders'],
  [0.2, 'Notices'],
  [0.13, 'Returns & refunds'],
  ...regions.flatMap((region) => topics.map((topic) => [0.25 / 40, `${topic} ${region}`] as const)).slice(0, 37),
];

const matters = ['Order', 'Shipping', 'Payment', 'Refund', 'Password', 'Appointment', 'Invoice', 'Rückerstattung', 'Complaint', 'Warranty'];
const moments = ['confirmation', 'delay', 'received', 'reminder', 'cancelled', 'question'];

/** 60 names. */
export const templates: readonly string[] = matters.flatMap((matter) => moments.map((moment) => `${matter} ${moment}`));

const campaigns = ['orders', 'delays', 'notices', 'refunds', 'recall', 'herbst'];
const formats: readonly Format[] = [99, 99, 99, 2, 2, 1];

/** 80 presets, always the same. */
export const presets: readonly DeskPreset[] = makePresets(new Seeded(80));

function makePresets(random: Seeded): DeskPreset[] {
  return Array.from({ length: 80 }, (_, index) => {
    const template = random.pick(templates);
    const campaignName = random.chance(0.6) ? `${random.pick(campaigns)}-${random.whole(1, 12)}` : '';
    const name = index % 3 === 0 ? `${template} ${1 + index / 3}` : template;
    return { id: `preset-${index}`, name, list: random.weighted(lists), template, format: random.pick(formats), campaignName };
  });
}

export const firstNames = ['Ada', 'Jürgen', 'Zoë', 'Łukasz', 'Mary', 'Søren', 'François', 'Anna', 'Béla', 'Tom', 'Ingrid', 'Chloé'];
export const lastNames = ['Lindqvist', 'Müller', 'Kowalczyk', 'Smith', 'Ångström', 'Lefèvre', 'Nováková', 'Weiß', 'Szabó', 'O’Brien'];

/** The most customers. A small log has a fifth as many customers as entries. */
const mostCustomers = 200_000;

/** A customer key of a log of `entries`: most customers have a few sends, some have many. */
export function customerKeyIn(entries: number, random: Seeded): string {
  const customers = Math.min(mostCustomers, Math.max(20, Math.floor(entries / 5)));
  const place = random.chance(0.8) ? random.next() : random.next() ** 4;
  return customerKey(Math.floor(place * customers));
}

/** The key of a customer, whose number starts at 0. All keys are different, in the formats of several systems. */
export function customerKey(customer: number): string {
  switch (customer % 10) {
    case 0:
    case 1:
      return `K-${String(customer).padStart(7, '0')}`;
    case 2: {
      const name = `${firstNames[customer % 12] ?? ''}.${lastNames[customer % 7] ?? ''}`.toLowerCase();
      return `${name.normalize('NFD').replace(/[^a-z.]/g, '')}.${customer}@example.com`;
    }
    case 3:
      return `kündin-${customer}`;
    default:
      return `ck${100_000 + customer}`;
  }
}
