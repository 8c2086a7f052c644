/** A checked message and the target of an account to test with. */
import type { Target } from '../../../../electron/whatcounts/request.ts';
import type { CheckedMessage } from '../../../../electron/shared/domain/message.ts';

export const checkedMessage = (changes: Partial<CheckedMessage> = {}): CheckedMessage => ({
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
