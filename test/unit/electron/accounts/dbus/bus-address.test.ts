import { describe, expect, it } from 'vitest';
import { parseBusAddress, sessionBusAddress } from '../../../../../electron/accounts/dbus/bus-address.ts';

describe('parseBusAddress', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', ['/run/user/1000/bus']],
    ['unix:path=/tmp/dbus-x,guid=4cf4', ['/tmp/dbus-x']],
    ['unix:guid=4cf4,path=/tmp/a%20b%c3%a9', ['/tmp/a bé']],
    ['unix:abstract=/tmp/dbus-x,guid=4cf4', ['\0/tmp/dbus-x']],
    ['tcp:host=127.0.0.1,port=1;unix:path=/a;unix:path=/b', ['/a', '/b']],
  ])('%j is %j', (address, paths) => {
    expect(parseBusAddress(address)).toEqual({ kind: 'sockets', paths });
  });

  it.each(['disabled:', '', ';', 'nonsense', 'unix', 'disabled:;'])('%j contains no bus address', (address) => {
    expect(parseBusAddress(address)).toEqual({ kind: 'none' });
  });

  it.each(['tcp:host=127.0.0.1,port=1', 'unixexec:path=/bin/x', 'unix:runtime=yes', 'launchd:env=X'])(
    '%j can not be looked at',
    (address) => {
      expect(parseBusAddress(address)).toEqual({ kind: 'unsupported' });
    },
  );
});

describe('sessionBusAddress', () => {
  const runtime = { XDG_RUNTIME_DIR: '/run/user/1000' };

  it('uses the socket of the runtime folder if no address is given and that exists', () => {
    expect(sessionBusAddress(runtime, (path) => path === '/run/user/1000/bus')).toEqual({ kind: 'sockets', paths: ['/run/user/1000/bus'] });
    expect(sessionBusAddress({ ...runtime, DBUS_SESSION_BUS_ADDRESS: '' }, () => true)).toMatchObject({ kind: 'sockets' });
    expect(sessionBusAddress(runtime, () => false)).toEqual({ kind: 'none' });
    expect(sessionBusAddress({}, () => true)).toEqual({ kind: 'none' });
  });

  it('uses a given address, even one that disables the bus', () => {
    expect(sessionBusAddress({ ...runtime, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, () => true)).toEqual({ kind: 'none' });
  });
});
