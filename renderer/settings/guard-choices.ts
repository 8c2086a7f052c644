/** Choices of the guard settings. */

export interface GuardChoice {
  value: string;
  label: string;
}

const hourText = (hours: number): string => {
  if (hours === 0) return 'Never';
  if (hours < 48) return hours === 1 ? '1 hour' : `${hours} hours`;
  return hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
};

const secondText = (seconds: number): string => (seconds === 0 ? 'Off' : seconds === 1 ? '1 second' : `${seconds} seconds`);

/** `saved` is always among them: a value from the file must not be shown as another one. */
const choices = (standard: readonly number[], saved: number, labelOf: (value: number) => string): readonly GuardChoice[] =>
  [...new Set([...standard, saved])].sort((a, b) => a - b).map((value) => ({ value: String(value), label: labelOf(value) }));

export const duplicateChoices = (saved: number): readonly GuardChoice[] => choices([0, 1, 8, 24, 72, 168, 720], saved, hourText);

export const undoChoices = (saved: number): readonly GuardChoice[] => choices([0, 3, 5, 10], saved, secondText);
