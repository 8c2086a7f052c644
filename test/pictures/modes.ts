/** The ways in which somebody may look at Keypost. */
export interface Mode {
  name: string;
  /** Of the window's content, in pixels of the screen. */
  size: readonly [width: number, height: number];
  zoom: number;
  colorScheme: 'light' | 'dark';
  forcedColors: 'none' | 'active';
}

export const usual: Mode = { name: 'light', size: [1280, 800], zoom: 1, colorScheme: 'light', forcedColors: 'none' };

export const modes: readonly Mode[] = [
  usual,
  { ...usual, name: 'dark', colorScheme: 'dark' },
  { ...usual, name: 'light, 900 × 600', size: [900, 600] },
  { ...usual, name: 'dark, 900 × 600', size: [900, 600], colorScheme: 'dark' },
  { ...usual, name: 'forced colours', forcedColors: 'active' },
  { ...usual, name: 'forced colours, dark', forcedColors: 'active', colorScheme: 'dark' },
  { ...usual, name: '175 %', size: [1366, 768], zoom: 1.75 },
  { ...usual, name: '200 %', zoom: 2 },
  { ...usual, name: '400 %', zoom: 4 },
];
