import { describe, expect, test } from 'vitest';
import { placeTip } from '../../../../renderer/ui/tips.ts';

const view = { width: 320, height: 200 };
const tip = { width: 100, height: 24 };

describe('the tooltip of an icon is placed', () => {
  test.each([
    ['below it, centred', { left: 110, top: 40, width: 40, height: 30 }, { left: 80, top: 76 }],
    ['above it at the lower edge', { left: 110, top: 160, width: 40, height: 30 }, { left: 80, top: 130 }],
    ['inside of the window at the left edge', { left: 0, top: 40, width: 28, height: 30 }, { left: 8, top: 76 }],
    ['inside of the window at the right edge', { left: 300, top: 40, width: 20, height: 30 }, { left: 212, top: 76 }],
    ['inside of a window without room above and below', { left: 110, top: 10, width: 40, height: 180 }, { left: 80, top: 168 }],
  ])('%s', (_, control, place) => {
    expect(placeTip(control, tip, view)).toEqual(place);
  });
});
