import type { PresetDraft } from '../../../../electron/presets/preset.ts';

export const draft = (changes: Partial<PresetDraft> = {}): PresetDraft => ({
  name: 'Shipping delay',
  accountId: null,
  list: 'Orders',
  template: 'Shipping delay',
  format: 99,
  campaignName: 'delays-nov',
  respectOptout: true,
  snapshot: false,
  note: '',
  pinned: false,
  ...changes,
});
