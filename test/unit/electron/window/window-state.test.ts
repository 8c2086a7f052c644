import { expect, it } from 'vitest';
import { openWindowState } from '../../../../electron/window/window-state.ts';
import { tempFolder } from '../storage/temp-folder.ts';

it('starts without bounds and keeps those it gets', () => {
  const folder = tempFolder();
  const store = openWindowState(folder);
  expect(store.get()).toEqual({ bounds: null, maximized: false });
  const state = { bounds: { x: -1200, y: 20, width: 1280, height: 800 }, maximized: true };
  expect(store.save(state).ok).toBe(true);
  expect(openWindowState(folder).get()).toEqual(state);
  expect(folder.files()).toEqual(['window.json']);
});

it('starts with the defaults if the file is invalid', () => {
  const folder = tempFolder();
  folder.write('window.json', '{"version":1,"bounds":{"x":0,"y":0,"width":0,"height":800},"maximized":false}');
  expect(openWindowState(folder).get().bounds).toBeNull();
  expect(folder.notices).toHaveLength(1);
});

it('accepts any number, because bounds are corrected when the window opens', () => {
  const folder = tempFolder();
  folder.write('window.json', '{"version":1,"bounds":{"x":-1e300,"y":1e999,"width":0.5,"height":1e12},"maximized":false}');
  expect(openWindowState(folder).get().bounds).toEqual({ x: -1e300, y: Infinity, width: 0.5, height: 1e12 });
  expect(folder.notices).toEqual([]);
});
