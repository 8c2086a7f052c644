/** Texts about the ledger: what Keypost remembers of each send for "Ask WhatCounts". */
import { logText, type SchemaFault } from './log-text.ts';

export const ledgerText = {
  /** `kept`: the name of a file. */
  'ledger.damaged': ({ kept }: { kept: string }): string =>
    `The evidence file (ledger.sqlite) was damaged. It's kept as ${kept}, and Keypost started a new one. Earlier unknown sends can't be confirmed by WhatCounts any more: check them yourself.`,
  /** `kept`: the name of a file. `carried`: how many sends the new one has; `null` for none, because they could not be read. */
  'ledger.foreign': ({ kept, fault, carried }: { kept: string; fault: SchemaFault; carried: number | null }): string => {
    const begin = `The evidence file (ledger.sqlite) was changed by another program: ${logText['log.foreignSchema'](fault)}. It's kept as ${kept}`;
    return carried === null
      ? `${begin}, and Keypost started a new one. Earlier unknown sends can't be confirmed by WhatCounts any more: check them yourself.`
      : `${begin}, and Keypost goes on with a new one that knows the same sends.`;
  },
  /** `reason`: a few words of the system. */
  'ledger.notWritten': ({ reason }: { reason: string }): string =>
    `The evidence file (ledger.sqlite) can't be used (${reason}). Keypost still sends and logs, but can't confirm unknown sends until the file works again.`,
  /** In the dialog that clears the log. */
  'ledger.stays': (): string =>
    'Keypost still remembers when it sent to whom, as fingerprints that nobody can read. With them, "Ask WhatCounts" can tell whose an event is.',
  'ledger.clearToo': (): string => "Clear this, too: earlier unknown sends can't be confirmed any more",
  'ledger.notCleared': ({ reason }: { reason: string }): string =>
    `The log was cleared, but the evidence file (ledger.sqlite) wasn't (${reason}). Fix this and clear the log again.`,
  /** The log and the evidence file are cleared by then. `reason`: a few words of the system. */
  'ledger.asideLeft': ({ reason }: { reason: string }): string =>
    `The log and the evidence file were cleared, but an older evidence file (ledger.damaged-…) wasn't removed (${reason}). Fix this and clear the log again.`,
  /** `entry`: its name in the keychain. */
  'ledger.keyLeft': ({ entry }: { entry: string }): string =>
    `Everything was cleared, but the key of an older evidence file is still in the keychain, as ${entry} under Keypost. It's of no more use: remove it there.`,
};
