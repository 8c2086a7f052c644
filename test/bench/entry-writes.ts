/** A made entry as Keypost writes it: at the press, and when the outcome is known. */
import type { NewEntry, StoredOutcome } from '../../electron/log/store/new-entry.ts';
import type { MadeEntry } from './made-entry.ts';

export function newEntryOf({ pressId, at, account, message, url, preset, requestHeaders }: MadeEntry): NewEntry {
  return {
    pressId,
    at,
    account,
    message,
    url,
    presetId: preset?.id ?? null,
    presetName: preset?.name ?? null,
    method: 'POST',
    requestHeaders: JSON.parse(requestHeaders) as [string, string][],
    requestBody: null,
    contact: '',
  };
}

export const storedOutcomeOf = ({ verdict, at, durationMs }: MadeEntry): StoredOutcome => ({ ...verdict, at: at + 1, durationMs });
