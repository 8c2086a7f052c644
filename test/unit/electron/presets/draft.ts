import type { PresetDraft } from '../../../../electron/shared/domain/preset.ts';

export const draft = (changes: Partial<PresetDraft> = {}): PresetDraft => ({
  name: 'Shipping delay',
  accountId: null,
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
  ...changes,
});
