import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { removalScript } from '../../../../electron/security/page-globals.ts';

test('WebRTC, its relatives and print go; everything else stays', () => {
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
