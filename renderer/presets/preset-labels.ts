/** Words of the preset dialogs. Pure. */
import type { FieldErrors } from '../../electron/shared/ipc/contract.ts';

const labels: Readonly<Record<string, string>> = {
  list: 'List',
  template: 'Template',
  subject: 'Subject line',
  body: 'Contact',
  campaignName: 'Campaign name',
  accountId: 'Account',
};

/** What stands in the way but has no field in the dialog, each with the name that the send form gives it. */
export const elsewhereText = (errors: FieldErrors): string =>
  Object.entries(labels)
    .flatMap(([name, label]) => (errors[name] === undefined ? [] : [`${label}: ${errors[name]}`]))
    .join(' ');
