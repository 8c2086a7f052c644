/** Labels of the choices in a filter. */
import { accountKinds, type LogChoices } from '../../../electron/shared/ipc/contract.ts';
import { kindLabels } from '../../text/account-labels.ts';
import type { ListChoice } from '../../ui/choice-list.ts';

export const kindChoices: readonly ListChoice[] = accountKinds.map((kind) => ({ value: kind, label: kindLabels[kind] }));

export const listChoices = (choices: LogChoices | null, field: keyof LogChoices): readonly ListChoice[] =>
  (choices?.[field] ?? []).map(({ key, label }) => ({ value: key, label }));

/** Why a list is empty; empty itself while the choices are loading. */
export function nothingToChoose(choices: LogChoices | null, failure: string): string {
  if (failure !== '') return failure;
  return choices === null ? '' : 'The log has none yet.';
}
