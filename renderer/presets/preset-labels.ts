/** Texts about presets, in the dialogs and in lists of them. */
import type { FieldErrors, MissingReferences } from '../../electron/shared/ipc/contract.ts';

const labels: Readonly<Record<string, string>> = {
  list: 'List',
  template: 'Template',
  subject: 'Subject line',
  body: 'Contact',
  campaignName: 'Campaign name',
  accountId: 'Account',
};

/** Errors about fields that the dialog doesn't have, each with its name in the send form. */
export const elsewhereText = (errors: FieldErrors): string =>
  Object.entries(labels)
    .flatMap(([name, label]) => (errors[name] === undefined ? [] : [`${label}: ${errors[name]}`]))
    .join(' ');

/** Of a preset whose list or template no longer exists in its realm: "List gone"; empty if nothing is missing. */
export function missingReferenceText(missing: MissingReferences | undefined): string {
  if (missing?.list && missing.template) return 'List and template gone';
  return missing?.list ? 'List gone' : missing?.template ? 'Template gone' : '';
}
