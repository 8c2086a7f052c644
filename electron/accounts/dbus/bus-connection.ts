/**
 * A connection to a D-Bus message bus for a few method calls: no signals, no objects of our own. It is written by hand because no library
 * fits: dbus-native needs Node 22, the others are unmaintained, or bring a native module or a dozen dependencies for what takes two calls
 * here.
 */
import { connect, type Socket } from 'node:net';
import { decodeMessage, encodeCall, messageLength, type BusCall, type BusReply } from './bus-message.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

export const busName = 'org.freedesktop.DBus';
const bus = { destination: busName, path: '/org/freedesktop/DBus', interface: busName };

/** `gone`: there is no bus, or it closed the connection. `silent`: no reply in time. `refused`: it doesn't accept this user. */
export class BusError extends Error {
  constructor(readonly reason: 'gone' | 'silent' | 'refused' | 'protocol') {
    super(`D-Bus: ${reason}`);
  }
}

/** libuv can connect to abstract sockets from version 1.46 on. */
const reachesAbstract = Number(process.versions.node.split('.')[0]) >= 20;
export const canConnect = (path: string): boolean => reachesAbstract || !path.startsWith('\0');

export class BusConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #serial = 0;
  #broken: BusError | null = null;
  readonly #waiting = new Map<number, { resolve: (reply: BusReply) => void; reject: (error: BusError) => void }>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => this.#break('gone'));
    socket.on('close', () => this.#break('gone'));
  }

  /** Connects, authenticates as this user and calls Hello. Rejects with a `BusError`. `timeoutMs` limits all of that together. */
  static async open(path: string, timeoutMs: number): Promise<BusConnection> {
    const endsAt = Date.now() + timeoutMs;
    const socket = connect({ path });
    try {
      await authenticated(socket, timeoutMs);
    } catch (error) {
      socket.destroy();
      throw error;
    }
    const connection = new BusConnection(socket);
    try {
      await connection.askBus('Hello', [], Math.max(1, endsAt - Date.now()));
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  /** Calls a method of the bus itself, with strings as arguments. */
  askBus(member: string, args: readonly string[], timeoutMs: number): Promise<BusReply> {
    return this.call({ ...bus, member, signature: 's'.repeat(args.length), args }, timeoutMs);
  }

  /** Rejects with a `BusError`. An error reply doesn't reject; it is the result. */
  call(call: BusCall, timeoutMs: number): Promise<BusReply> {
    if (this.#broken) return Promise.reject(this.#broken);
    const serial = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(serial);
        reject(new BusError('silent'));
      }, timeoutMs);
      this.#waiting.set(serial, {
        resolve: (reply) => {
          clearTimeout(timer);
          resolve(reply);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#socket.write(encodeCall(call, serial));
    });
  }

  close(): void {
    this.#break('gone');
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    try {
      for (;;) {
        const length = messageLength(this.#received);
        if (length === null || this.#received.length < length) return;
        const { replyTo, reply } = decodeMessage(this.#received.subarray(0, length));
        this.#received = this.#received.subarray(length);
        if (replyTo === null) continue;
        this.#waiting.get(replyTo)?.resolve(reply);
        this.#waiting.delete(replyTo);
      }
    } catch (error) {
      reportFailure('a message of the session bus could not be read', error);
      this.#break('protocol');
      this.#socket.destroy();
    }
  }

  #break(reason: BusError['reason']): void {
    this.#broken ??= new BusError(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#broken);
    this.#waiting.clear();
  }
}

/** Authenticates with the mechanism EXTERNAL: the bus gets the user from the socket, and the given user id only has to match. */
function authenticated(socket: Socket, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let line = '';
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      socket.off('data', read).off('error', gone).off('close', gone);
      // The caller adds its own error listener. Without one until then, an error would end the process.
      socket.on('error', () => undefined);
      settle();
    };
    const fail = (reason: BusError['reason']): void => end(() => reject(new BusError(reason)));
    const gone = (): void => fail('gone');
    const read = (bytes: Buffer): void => {
      line += bytes.toString('latin1');
      if (line.length > 1000) return fail('protocol');
      if (!line.includes('\r\n')) return;
      if (!line.startsWith('OK ')) return fail('refused');
      socket.write('BEGIN\r\n');
      end(resolve);
    };
    const timer = setTimeout(() => fail('silent'), timeoutMs);
    socket.on('data', read).on('error', gone).on('close', gone);
    const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  });
}
