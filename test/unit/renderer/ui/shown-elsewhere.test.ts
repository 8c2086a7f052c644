import { expect, test } from 'vitest';
import { isShownElsewhere, type Announcement } from '../../../../renderer/ui/shown-elsewhere.ts';

const said = (text: string, order: number): Announcement => ({ text, order });
const locked = 'The keychain is locked.';

test.each([
  ['alone', said(locked, 1), [], false],
  ['beside another', said(locked, 1), [said('The disk is full.', 2)], false],
  ['the older of two', said(locked, 1), [said(locked, 2)], true],
  ['the newer of two', said(locked, 2), [said(locked, 1)], false],
  ['a part of a newer one', said(locked, 1), [said(`Not sent. ${locked} Nothing left.`, 2)], true],
  ['a part of an older one', said(locked, 2), [said(`Not sent. ${locked} Nothing left.`, 1)], true],
  ['the one that says more', said(`Not sent. ${locked}`, 1), [said(locked, 2)], false],
])('%s', (_, own, others, elsewhere) => {
  expect(isShownElsewhere(own, others)).toBe(elsewhere);
});

test('of any number of identical messages exactly one is shown', () => {
  for (let count = 1; count <= 6; count += 1) {
    const all = Array.from({ length: count }, (_, order) => said(locked, order));
    const shown = all.filter(
      (own) =>
        !isShownElsewhere(
          own,
          all.filter((other) => other !== own),
        ),
    );
    expect(shown).toEqual([said(locked, count - 1)]);
  }
});
