/** An HTTP proxy on loopback that leads every CONNECT to one port, whatever name was asked for. */
import * as net from 'node:net';
import type { Certificate } from './certificate.ts';
import { wireServer, type WireServer } from './wire-server.ts';

/**
 * `reply` is what it says to CONNECT; only after a 200 it leads on to `port`. Empty: it hangs up. `null`: it says nothing.
 * Otherwise it leaves the connection to the other side.
 */
export function proxyTo(
  port: number,
  reply: string | null = 'HTTP/1.1 200 Connection established\r\n\r\n',
  certificate?: Certificate,
): Promise<WireServer> {
  return wireServer({
    ...(certificate ? { certificate } : {}),
    asked: (socket) => {
      if (reply === null) return;
      if (reply === '') return void socket.end();
      socket.write(reply, 'latin1');
      if (!/^HTTP\/1\.1 200/.test(reply)) return;
      const onward = net.connect({ host: '127.0.0.1', port });
      onward.on('error', () => socket.destroy());
      socket.once('close', () => onward.destroy());
      // Without anyone to write to, the end of the connection would never be read.
      onward.once('close', () => void socket.resume());
      socket.pipe(onward).pipe(socket);
    },
  });
}
