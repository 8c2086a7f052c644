/** Texts of the preset dialogs. */
import type { FieldErrors } from '../../electron/shared/ipc/contract.ts';

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
