/** The window's last position. It has a file of its own, because it is written often and losing it does no harm. */
import * as v from 'valibot';
import type { Result } from '../shared/domain/result.ts';
import { openStateFile, type StateFolder, type StateKind } from '../storage/state-file.ts';

/** Any number is allowed, because window-bounds.ts moves the window onto a screen. */
const pixels = v.number();
const size = v.pipe(pixels, v.gtValue(0));

export const WindowStateSchema = v.object({
  /** In device-independent pixels, when not maximized; `null` until the window is first moved or resized. */
  bounds: v.nullable(v.object({ x: pixels, y: pixels, width: size, height: size })),
  maximized: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowStateSchema>;

const kind: StateKind<WindowState> = {
  name: 'window',
  title: 'window position',
  start: 'the usual one',
  schema: WindowStateSchema,
  upgrades: [],
  initial: { bounds: null, maximized: false },
  dispensable: true,
};

export interface WindowStateStore {
  get(): WindowState;
  /** Fails with `cannotSave` if the file can't be written; the window works all the same. */
  save(state: WindowState): Result<null>;
}

export function openWindowState(folder: StateFolder): WindowStateStore {
  const file = openStateFile(folder, kind);
  return { get: () => file.data, save: (state) => file.save(state) };
}
