/** What can be chosen from, in the words of a list. Pure. */
import { accountKinds, type LogChoices } from '../../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../../text/account-labels.ts';
import type { ListChoice } from '../../ui/choice-list.ts';

export const kindChoices: readonly ListChoice[] = accountKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

export const listChoices = (choices: LogChoices | null, field: keyof LogChoices): readonly ListChoice[] =>
  (choices?.[field] ?? []).map(({ key, label }) => ({ value: key, label }));

/** Why a list is empty; nothing while its choices are on their way. */
export function nothingToChoose(choices: LogChoices | null, failure: string): string {
  if (failure !== '') return failure;
  return choices === null ? '' : 'The log has none yet.';
}
