import type { Preset } from '../../../../electron/shared/ipc/contract.ts';

/** A sample preset; `createdAt` is unique if nothing else is. */
export const aPreset = (over: Partial<Preset> = {}): Preset => ({
  id: `${over.list ?? 'Orders'}/${over.name ?? 'Shipping delay'}`,
  name: 'Shipping delay',
  accountId: 'practice',
  command: 'customerKey',
  list: 'Orders',
  template: 'Shipping delay',
  subject: '',
  body: '',
  format: 99,
  campaignName: 'delays-nov',
  respectOptout: true,
  snapshot: false,
  note: '',
  slot: null,
  createdAt: 1,
  updatedAt: 1,
  ...over,
});
