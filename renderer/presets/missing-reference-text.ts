/** Texts about a preset whose list or template no longer exists in its realm. */
import type { MissingReferences } from '../../electron/shared/ipc/contract.ts';

/** "List gone"; empty if nothing is missing. */
export function missingReferenceText(missing: MissingReferences | undefined): string {
  if (missing?.list && missing.template) return 'List and template gone';
  return missing?.list ? 'List gone' : missing?.template ? 'Template gone' : '';
}
