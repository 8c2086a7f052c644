import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { removalScript, stayOnPage } from '../../../../electron/security/page-restrictions.ts';

test('removes WebRTC, related functions and print, and nothing else', () => {
  const gone = [
    'RTCPeerConnection',
    'webkitRTCPeerConnection',
    'RTCDataChannel',
    'RTCIceTransport',
    'WebTransport',
    'TCPSocket',
    'UDPSocket',
    'print',
  ];
  const kept = ['WebSocket', 'fetch', 'Event', 'mRTC', 'printer', 'keypost'];
  const world = Object.fromEntries([...gone, ...kept].map((name) => [name, 1]));
  runInNewContext(removalScript, world);
  expect(Object.keys(world).sort()).toEqual(kept.sort());
});

type Listener = Parameters<Parameters<typeof stayOnPage>[0]['addEventListener']>[1];

/** Whether navigation to an address is refused. */
function refuses(url: string, sameDocument = false): boolean {
  let refused = false;
  const listeners: Listener[] = [];
  stayOnPage({ addEventListener: (_, listener) => listeners.push(listener) });
  for (const listener of listeners) listener({ destination: { url, sameDocument }, preventDefault: () => (refused = true) });
  return refused;
}

test.each(['about:blank', 'about:blank#x', 'about:srcdoc', 'about:blank?', 'ABOUT:BLANK', 'javascript:1', 'data:text/html,x'])(
  'the page does not navigate to %s',
  (url) => {
    expect(refuses(url)).toBe(true);
  },
);

test('the page can be reloaded and change its hash; the main process refuses the rest', () => {
  for (const url of ['app://keypost/index.html', 'https://example.com/about:blank']) expect(refuses(url)).toBe(false);
  expect(refuses('about:blank#x', true)).toBe(false);
});
