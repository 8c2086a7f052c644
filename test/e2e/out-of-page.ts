/** Ways to try to get out of the page: scripts without a user gesture, and windows that Keypost never opens. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { electronPath } from './environment.ts';

/** Runs a script as the page's own scripts run. With Playwright's `evaluate`, Chromium would assume a user gesture. */
export const runInPage = (app: ElectronApplication, script: string, pressed = false): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, [code, gesture]) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, gesture) as unknown,
    [script, pressed] as const,
  );

/** An Electron that considers itself a packaged app, as it does whenever its executable has another name. */
export function asPackaged(folder: string): string {
  const [runtime, own] = [dirname(electronPath), join(folder, 'runtime')];
  mkdirSync(own);
  for (const name of readdirSync(runtime)) if (name !== basename(electronPath)) symlinkSync(join(runtime, name), join(own, name));
  cpSync(electronPath, join(own, 'keypost'));
  return join(own, 'keypost');
}

/** Servers on loopback that nothing may ever connect to; they count TCP connections and datagrams. */
export interface Traps {
  readonly tcp: number;
  readonly udp: number;
  counts(): { connections: number; datagrams: number };
  close(): Promise<void>;
}

export async function setTraps(): Promise<Traps> {
  const counts = { connections: 0, datagrams: 0 };
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    counts.connections++;
    sockets.add(socket.on('error', () => undefined));
  });
  const udp = createSocket('udp4');
  udp.on('message', () => counts.datagrams++);
  tcp.listen(0, '127.0.0.1');
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  return {
    tcp: (tcp.address() as AddressInfo).port,
    udp: udp.address().port,
    counts: () => ({ ...counts }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await once(tcp.close(), 'close');
    },
  };
}

/** Host names with this `ending` that Chromium looked up during `action`, from its network log. */
export async function namesLookedUp(
  app: ElectronApplication,
  { file, ending }: { file: string; ending: string },
  action: () => Promise<unknown>,
): Promise<string[]> {
  await app.evaluate(({ session }, path) => session.fromPartition('persist:page').netLog.startLogging(path), file);
  await action();
  await app.evaluate(({ session }) => session.fromPartition('persist:page').netLog.stopLogging());
  const found = readFileSync(file, 'utf8').matchAll(new RegExp(`[a-z0-9-]+${ending.replaceAll('.', '\\.')}`, 'g'));
  return [...new Set([...found].map(([name]) => name))].sort();
}

/**
 * Gathers ICE candidates by WebRTC, from the page and from a frame that a script makes. Resolves when Chromium reports that gathering
 * is complete, or when that takes too long.
 */
export const webRtcScript = ({ tcp, udp }: Traps, ending: string): string => `(async () => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const of = (one) => [one.RTCPeerConnection, one.webkitRTCPeerConnection];
  const makers = [...of(window), ...of(frame.contentWindow)];
  const login = { username: 'a', credential: 'b' };
  const iceServers = [
    { urls: 'stun:127.0.0.1:${udp}' },
    { urls: 'turn:127.0.0.1:${udp}', ...login },
    { urls: 'turn:127.0.0.1:${tcp}?transport=tcp', ...login },
    { urls: 'turns:127.0.0.1:${tcp}', ...login },
    { urls: 'stun:stun${ending}' },
    { urls: 'turn:turn${ending}?transport=tcp', ...login },
    { urls: 'turns:turns${ending}', ...login },
  ];
  for (const Maker of makers) {
    if (Maker === undefined) continue;
    const connection = new Maker({ iceServers });
    connection.createDataChannel('x');
    const gathered = new Promise((resolve) => {
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
      setTimeout(resolve, 2000);
    });
    await connection.setLocalDescription(await connection.createOffer());
    await gathered;
    connection.close();
  }
  frame.remove();
  return makers.map((Maker) => typeof Maker);
})()`;
