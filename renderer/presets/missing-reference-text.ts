/** Texts about a preset whose list or template no longer exists in its realm. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';

/** "List gone"; empty if nothing is missing. */
export function missingReferenceText(gone: MissingReferences | undefined): string {
  if (gone?.list && gone.template) return 'List and template gone';
  return gone?.list ? 'List gone' : gone?.template ? 'Template gone' : '';
}
