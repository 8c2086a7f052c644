/** What is said of a preset whose list or template is gone from its realm. Pure. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';

/** "List gone"; empty where nothing is. */
export function missingReferenceText(gone: MissingReferences | undefined): string {
  if (gone?.list && gone.template) return 'List and template gone';
  return gone?.list ? 'List gone' : gone?.template ? 'Template gone' : '';
}
