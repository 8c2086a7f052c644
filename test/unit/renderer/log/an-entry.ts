/** A sample entry summary. */
import type { EntryDetail, EntrySummary } from '../../../../electron/shared/ipc/contract.ts';

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

/** The same as a full entry. */
export const anEntryDetail = (rest: Partial<EntryDetail> = {}): EntryDetail => ({
  ...anEntry(1),
  command: 'customerKey',
  recipient: 'customerKey',
  firstName: '',
  format: 99,
  campaignName: '',
  respectOptout: true,
  snapshot: false,
  method: 'POST',
  url: 'https://mail.acme.example/rest/msg/sendWithCustomerKey/Orders/Shipping%20delay/ck1?format=99&respectOptout=true',
  requestHeaders: [],
  requestBody: null,
  contact: '',
  responseHeaders: [],
  responseBody: null,
  errorText: '',
  outcomeAt: 1100,
  bodyRemovedAt: null,
  history: [],
  ...rest,
});

/** The ids from one to the other, ascending or descending. */
export const idsFrom = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + Math.sign(to - from) * index);
