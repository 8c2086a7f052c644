/** A checked message and an account's target to test with. */
import type { SendParts, Target } from '../../../../electron/whatcounts/request.ts';

export const sendParts = (changes: Partial<SendParts> = {}): SendParts => ({
  command: 'customerKey',
  list: 'Orders',
  template: 'Shipping delay',
  customerKey: 'ck1042',
  recipient: 'customerKey',
  alsoNamed: [],
  firstName: '',
  format: 99,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
  body: '',
  ...changes,
});

export const target = (changes: Partial<Target> = {}): Target => ({
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  password: 'correct horse',
  clientName: '',
  clientKey: '',
  ...changes,
});
