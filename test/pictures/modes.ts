/** The display modes in which the pictures are taken. */
export interface Mode {
  name: string;
  /** The size of the window's content, in pixels of the screen. */
  size: readonly [width: number, height: number];
  zoom: number;
  colorScheme: 'light' | 'dark';
  forcedColors: 'none' | 'active';
}

export const defaultMode: Mode = { name: 'light', size: [1280, 800], zoom: 1, colorScheme: 'light', forcedColors: 'none' };

export const modes: readonly Mode[] = [
  defaultMode,
  { ...defaultMode, name: 'dark', colorScheme: 'dark' },
  { ...defaultMode, name: 'light, 900 × 600', size: [900, 600] },
  { ...defaultMode, name: 'dark, 900 × 600', size: [900, 600], colorScheme: 'dark' },
  { ...defaultMode, name: 'forced colours', forcedColors: 'active' },
  { ...defaultMode, name: 'forced colours, dark', forcedColors: 'active', colorScheme: 'dark' },
  { ...defaultMode, name: '175 %', size: [1366, 768], zoom: 1.75 },
  { ...defaultMode, name: '200 %', zoom: 2 },
  { ...defaultMode, name: '400 %', zoom: 4 },
];
