import { describe, expect, it } from 'vitest';
import { currentVersion, upgradeFile, type Upgrade } from '../../../../electron/storage/upgrade.ts';

const toTwo: Upgrade = ({ colour, ...rest }) => ({ ...rest, theme: colour });
const toThree: Upgrade = ({ theme, ...rest }) => {
  if (typeof theme !== 'string') throw new Error('no theme');
  return { ...rest, theme: theme.toLowerCase() };
};
const steps = [toTwo, toThree];

describe('upgradeFile', () => {
  it('derives the current version from the number of steps', () => {
    expect(currentVersion([])).toBe(1);
    expect(currentVersion(steps)).toBe(3);
  });

  it.each([
    [
      { version: 1, colour: 'DARK', n: 1 },
      { theme: 'dark', n: 1 },
    ],
    [{ version: 2, theme: 'DARK' }, { theme: 'dark' }],
    [{ version: 3, theme: 'DARK' }, { theme: 'DARK' }],
  ])('runs only the steps that %j lacks', (file, data) => {
    expect(upgradeFile(file, steps)).toEqual({ state: 'good', data });
  });

  it('does not change its input', () => {
    const file = Object.freeze({ version: 1, colour: 'DARK' });
    upgradeFile(file, steps);
    expect(file).toEqual({ version: 1, colour: 'DARK' });
  });

  it('detects a newer file', () => {
    expect(upgradeFile({ version: 4 }, steps)).toEqual({ state: 'newer', version: 4 });
  });

  it.each([{}, { version: '1' }, { version: 0 }, { version: -1 }, { version: 1.5 }, { version: null }, { version: 1 }])(
    'calls %j damaged',
    (file) => {
      expect(upgradeFile(file, steps)).toEqual({ state: 'damaged' });
    },
  );
});
