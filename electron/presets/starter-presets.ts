/** The presets of the very first start, so that there is something to send to the practice realm. */
import type { Preset } from '../shared/domain/preset.ts';

type Starter = Pick<Preset, 'name' | 'list' | 'format' | 'campaignName' | 'slot'>;

const starters: readonly Starter[] = [
  { name: 'Order confirmation', list: 'Orders', format: 99, campaignName: 'orders-nov', slot: 1 },
  { name: 'Shipping delay', list: 'Orders', format: 99, campaignName: 'delays-nov', slot: 2 },
  { name: 'Password notice', list: 'Notices', format: 2, campaignName: 'notices-nov', slot: 3 },
  { name: 'Refund issued', list: 'Returns & refunds', format: 1, campaignName: 'refunds-nov', slot: null },
];

/**
 * Four presets for the practice account, each named like its template. `createdAt` in milliseconds; each preset gets one more than the one
 * before.
 */
export function starterPresets(createdAt: number, newId: () => string): Preset[] {
  return starters.map((starter, index) => ({
    id: newId(),
    ...starter,
    accountId: 'practice',
    command: 'customerKey',
    subject: '',
    body: '',
    template: starter.name,
    respectOptout: true,
    snapshot: false,
    note: '',
    createdAt: createdAt + index,
    updatedAt: createdAt + index,
  }));
}
