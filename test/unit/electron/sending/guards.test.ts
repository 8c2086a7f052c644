import { expect, test } from 'vitest';
import { consentReasons } from '../../../../electron/sending/guards.ts';
import { checkMessage } from '../../../../electron/sending/check-message.ts';
import { message } from './message.ts';

const reasonsFor = (respectOptout: boolean) => {
  const checked = checkMessage(message({ respectOptout }));
  return checked.ok ? consentReasons(checked.parts) : null;
};

test('sending to people who opted out needs consent, and says to whom', () => {
  expect(reasonsFor(false)).toEqual([
    {
      code: 'optOutOverride',
      sentence: 'This goes to ck1042 even if they opted out. Only for messages they need, such as an order confirmation.',
    },
  ]);
});

test('nothing stands in the way of a usual message', () => {
  expect(reasonsFor(true)).toEqual([]);
});
