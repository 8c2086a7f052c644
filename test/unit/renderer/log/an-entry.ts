/** An entry to test with. */
import type { EntrySummary } from '../../../../electron/bridge/contract.ts';

export const anEntry = (id: number, rest: Partial<EntrySummary> = {}): EntrySummary => ({
  id,
  at: id * 1000,
  state: 'accepted',
  cause: null,
  accountId: 'a',
  accountName: 'Acme',
  accountKind: 'test',
  list: 'Orders',
  template: 'Shipping delay',
  customerKey: `ck${id}`,
  presetId: null,
  presetName: null,
  status: 200,
  durationMs: 184,
  hint: '',
  sentence: '',
  ...rest,
});

/** Ids from one to the other, whichever is higher. */
export const idsFrom = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + Math.sign(to - from) * index);
