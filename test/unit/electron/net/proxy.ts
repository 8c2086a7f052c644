/** An HTTP proxy on loopback that connects every CONNECT to one port, whatever the requested name. */
import * as net from 'node:net';
import type { Certificate } from './certificate.ts';
import { wireServer, type WireServer } from './wire-server.ts';

/**
 * `reply` is the response to CONNECT; only after a 200 the tunnel to `port` is opened. Empty: it hangs up. `null`: it sends nothing.
 * Otherwise it leaves closing the connection to the client.
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
      // Nothing reads from this socket any more, so its end would go unnoticed.
      onward.once('close', () => void socket.resume());
      socket.pipe(onward).pipe(socket);
    },
  });
}
