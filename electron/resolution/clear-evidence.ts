/** Clears the evidence that Keypost keeps outside the log: the ledger, ledgers that were set aside, and their keys in the keychain. */
import { keyEntriesSetAside, removeSetAsideLedgers } from '../log/ledger/set-aside-ledgers.ts';
import type { SendLedger } from '../log/ledger/send-ledger.ts';
import { logErrorText } from '../log/database/log-errors.ts';
import { failText, ok, type Result } from '../shared/domain/result.ts';
import type { Vault } from '../accounts/vault.ts';

export interface ClearEvidenceDeps {
  ledger: Pick<SendLedger, 'clear' | 'keyRecord'>;
  /** The folder of the ledgers. */
  folder: string;
  keychain: Pick<Vault, 'clear'>;
}

/** The entry names that `EvidenceKey` makes. A ledger that was set aside isn't trusted: it could name the secret of an account. */
const ledgerKeyEntry = /^evidence-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Failures: those of the ledger's `clear`, `ledger.asideLeft`, and `ledger.keyLeft` if everything but a key was cleared. */
export async function clearEvidence({ ledger, folder, keychain }: ClearEvidenceDeps): Promise<Result<null>> {
  const cleared = ledger.clear();
  if (!cleared.ok) return cleared;
  const used = ledger.keyRecord.entry;
  let entries: string[];
  try {
    entries = keyEntriesSetAside(folder).filter((entry) => entry !== used && ledgerKeyEntry.test(entry));
    removeSetAsideLedgers(folder);
  } catch (error) {
    return failText({ code: 'ledger.asideLeft', params: { reason: logErrorText(error) } });
  }
  for (const entry of entries) {
    const gone = await keychain.clear(entry, true);
    if (!gone.ok) return failText({ code: 'ledger.keyLeft', params: { entry } });
  }
  return ok(null);
}
