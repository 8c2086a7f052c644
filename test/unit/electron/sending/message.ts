/** Messages to test with. */
import type { Message } from '../../../../electron/shared/domain/message.ts';

export const message = (changes: Partial<Message> = {}): Message => ({
  accountId: 'acme',
  command: 'customerKey',
  list: 'Orders',
  template: 'Shipping delay',
  customerKey: 'ck1042',
  email: '',
  firstName: '',
  subject: '',
  body: '',
  format: 99,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
  presetId: null,
  ...changes,
});
