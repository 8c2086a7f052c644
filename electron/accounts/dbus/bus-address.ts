/** Where the session bus is. Pure, but for looking whether a socket is there. */

export interface BusEnvironment {
  DBUS_SESSION_BUS_ADDRESS?: string | undefined;
  XDG_RUNTIME_DIR?: string | undefined;
}

/** `path`: for `net.connect`; an abstract socket's begins with a NUL. */
export type BusAddress = { kind: 'none' } | { kind: 'unsupported' } | { kind: 'sockets'; paths: readonly string[] };

/**
 * As GLib finds it (g_dbus_address_get_for_bus_sync): the variable, else the socket `bus` of the runtime folder. GLib would start a bus
 * through X11 where there is neither; such a bus belongs to no session, so here that is none.
 */
export function sessionBusAddress(environment: BusEnvironment, isSocket: (path: string) => boolean): BusAddress {
  const given = environment.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (given !== '') return parseBusAddress(given);
  const runtime = environment.XDG_RUNTIME_DIR ?? '';
  const path = `${runtime}/bus`;
  return runtime !== '' && isSocket(path) ? { kind: 'sockets', paths: [path] } : { kind: 'none' };
}

/** Reads the D-Bus specification's "Server Addresses". Only Unix sockets are supported; `disabled:` is what desktops write for "no bus". */
export function parseBusAddress(text: string): BusAddress {
  const entries = text.split(';').filter((entry) => entry !== '');
  const paths = entries.flatMap((entry) => socketPath(entry) ?? []);
  if (paths.length > 0) return { kind: 'sockets', paths };
  // What is no address at all is no bus, as for GLib.
  const others = entries.filter((entry) => /^(tcp|nonce-tcp|unixexec|launchd|systemd|unix):/.test(entry));
  return others.length > 0 ? { kind: 'unsupported' } : { kind: 'none' };
}

function socketPath(entry: string): string | null {
  if (!entry.startsWith('unix:')) return null;
  const options = new Map(
    entry
      .slice('unix:'.length)
      .split(',')
      .map((option): [string, string] => {
        const at = option.indexOf('=');
        return [option.slice(0, at), unescape(option.slice(at + 1))];
      }),
  );
  const path = options.get('path');
  if (path !== undefined && path !== '') return path;
  const abstract = options.get('abstract');
  return abstract === undefined || abstract === '' ? null : `\0${abstract}`;
}

/** Bytes that are not plain are written as `%XX`; everything else stands for itself. */
function unescape(value: string): string {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
