import { expect, it } from 'vitest';
import { duplicateChoices, undoChoices } from '../../../../renderer/settings/guard-choices.ts';

it('offers from never to thirty days, in order', () => {
  expect(duplicateChoices(24).map(({ label }) => label)).toEqual(['Never', '1 hour', '8 hours', '24 hours', '3 days', '7 days', '30 days']);
});

it('includes the saved value', () => {
  expect(duplicateChoices(50)).toContainEqual({ value: '50', label: '50 hours' });
  expect(undoChoices(1).map(({ label }) => label)).toEqual(['Off', '1 second', '3 seconds', '5 seconds', '10 seconds']);
});
