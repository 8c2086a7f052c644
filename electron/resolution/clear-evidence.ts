/** Clears what Keypost remembers of sends beside the log: the ledger, those that were put aside, and the keys of these. */
import { keyEntriesSetAside, removeSetAsideLedgers } from '../log/ledger/set-aside-ledgers.ts';
import type { SendLedger } from '../log/ledger/send-ledger.ts';
import { logTrouble } from '../log/database/log-trouble.ts';
import { failText, ok, type Result } from '../shared/domain/result.ts';
import type { Vault } from '../accounts/vault.ts';

export interface ClearEvidenceDeps {
  ledger: Pick<SendLedger, 'clear' | 'keyRecord'>;
  /** Where the ledgers lie. */
  folder: string;
  keychain: Pick<Vault, 'clear'>;
}

/** As `EvidenceKey` names entries for one folder. A file that was put aside isn't trusted: it could name the secret of an account. */
const ledgerKeyEntry = /^evidence-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Failures: those of the ledger's `clear`, and `ledger.keyLeft` where all is cleared but a key. */
export async function clearEvidence({ ledger, folder, keychain }: ClearEvidenceDeps): Promise<Result<null>> {
  const cleared = ledger.clear();
  if (!cleared.ok) return cleared;
  const used = ledger.keyRecord.entry;
  let entries: string[];
  try {
    entries = keyEntriesSetAside(folder).filter((entry) => entry !== used && ledgerKeyEntry.test(entry));
    removeSetAsideLedgers(folder);
  } catch (error) {
    return failText({ code: 'ledger.asideLeft', params: { reason: logTrouble(error) } });
  }
  for (const entry of entries) {
    const gone = await keychain.clear(entry, true);
    if (!gone.ok) return failText({ code: 'ledger.keyLeft', params: { entry } });
  }
  return ok(null);
}
