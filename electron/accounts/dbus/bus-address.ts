/** Finds the address of the session bus. Its only access to the system is the check whether a socket exists. */

export interface BusEnvironment {
  DBUS_SESSION_BUS_ADDRESS?: string | undefined;
  XDG_RUNTIME_DIR?: string | undefined;
}

/** `paths` are for `net.connect`; the path of an abstract socket begins with a NUL. */
export type BusAddress = { kind: 'none' } | { kind: 'unsupported' } | { kind: 'sockets'; paths: readonly string[] };

/**
 * Follows GLib (g_dbus_address_get_for_bus_sync): the environment variable, or else the socket `bus` in the runtime folder. If there is
 * neither, GLib would start a bus through X11. Such a bus belongs to no session, so the result here is `none`.
 */
export function sessionBusAddress(environment: BusEnvironment, isSocket: (path: string) => boolean): BusAddress {
  const given = environment.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (given !== '') return parseBusAddress(given);
  const runtime = environment.XDG_RUNTIME_DIR ?? '';
  const path = `${runtime}/bus`;
  return runtime !== '' && isSocket(path) ? { kind: 'sockets', paths: [path] } : { kind: 'none' };
}

/**
 * Parses an address as in the D-Bus specification, "Server Addresses". Only Unix sockets are supported; desktops write `disabled:` for "no
 * bus".
 */
export function parseBusAddress(text: string): BusAddress {
  const entries = text.split(';').filter((entry) => entry !== '');
  const paths = entries.flatMap((entry) => socketPath(entry) ?? []);
  if (paths.length > 0) return { kind: 'sockets', paths };
  // A text that is not an address means that there is no bus, as in GLib.
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

/** Bytes other than plain characters are written as `%XX`; everything else is literal. */
function unescape(value: string): string {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  return Buffer.from(
    bytes.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
