import { beforeAll, expect, test, vi } from 'vitest';
import { callChannel, eventChannel } from '../../../electron/shared/ipc/channels.ts';
import type { Bridge } from '../../../electron/shared/ipc/contract.ts';
import { removalScript } from '../../../electron/security/page-restrictions.ts';
import { fakeElectron } from './fake-electron.ts';

vi.mock('electron', async () => (await import('./fake-electron.ts')).fakeElectron);

const { contextBridge, ipcRenderer, webFrame } = fakeElectron;
const listeners: ((event: unknown) => void)[] = [];

beforeAll(async () => {
  vi.stubGlobal('navigation', { addEventListener: (_: string, listener: (event: unknown) => void) => listeners.push(listener) });
  await import('../../../electron/preload.ts');
});

test('the page gets one frozen object with two functions, and nothing of Electron', () => {
  expect(Object.keys(contextBridge.exposed)).toEqual(['keypost']);
  const bridge = contextBridge.exposed['keypost'];
  expect(Object.entries(bridge as object).map(([name, value]) => [name, typeof value])).toEqual([
    ['call', 'function'],
    ['on', 'function'],
  ]);
  expect(Object.isFrozen(bridge)).toBe(true);
});

test('it calls on one channel, and passes the value of an event without the event object', async () => {
  const bridge = contextBridge.exposed['keypost'] as Bridge;
  await bridge.call('app.state', { channel: 'other' });
  expect(ipcRenderer.invoked).toEqual([[callChannel, 'app.state', { channel: 'other' }]]);
  const heard: unknown[][] = [];
  const stop = bridge.on('logChanged', (...values: unknown[]) => heard.push(values));
  ipcRenderer.emit(eventChannel, { sender: 'Electron' }, 'logChanged', 7);
  ipcRenderer.emit(eventChannel, { sender: 'Electron' }, 'accountsChanged', 8);
  stop();
  ipcRenderer.emit(eventChannel, { sender: 'Electron' }, 'logChanged', 9);
  expect(heard).toEqual([[7]]);
});

test('before any script of the page, WebRTC is removed and navigation is blocked', () => {
  expect(webFrame.scripts).toEqual([removalScript]);
  let refused = false;
  const destination = { url: 'about:blank', sameDocument: false };
  for (const listener of listeners) listener({ destination, preventDefault: () => (refused = true) });
  expect(refused).toBe(true);
});
