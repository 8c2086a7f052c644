import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showWhenReady } from '../../../../electron/window/show-when-ready.ts';

class FakeWindow extends EventEmitter {
  readonly webContents = new EventEmitter();
}

let window: FakeWindow;
let shown: number;

beforeEach(() => {
  vi.useFakeTimers();
  window = new FakeWindow();
  shown = 0;
  showWhenReady(window, () => shown++);
});
afterEach(() => vi.useRealTimers());

test('is shown once, as soon as it is drawn', () => {
  window.webContents.emit('did-stop-loading');
  expect(shown).toBe(0);
  window.emit('ready-to-show');
  expect(shown).toBe(1);
  vi.runAllTimers();
  expect(shown).toBe(1);
});

test('is not shown again when it is loaded after it was drawn', () => {
  window.emit('ready-to-show');
  window.webContents.emit('did-stop-loading');
  vi.runAllTimers();
  expect(shown).toBe(1);
});

test('is shown even if nothing is drawn before', () => {
  vi.advanceTimersByTime(60_000);
  expect(shown).toBe(0);
  window.webContents.emit('did-stop-loading');
  vi.advanceTimersByTime(1999);
  expect(shown).toBe(0);
  vi.advanceTimersByTime(1);
  expect(shown).toBe(1);
  window.emit('ready-to-show');
  expect(shown).toBe(1);
});

test('a window that was closed is never shown', () => {
  window.webContents.emit('did-stop-loading');
  window.emit('closed');
  vi.runAllTimers();
  window.emit('ready-to-show');
  expect(shown).toBe(0);
});
