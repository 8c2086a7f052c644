import { describe, expect, test } from 'vitest';
import { isInNetworkOf, isLoopbackAddress, isPublicAddress } from '../../../../electron/net/public-address.ts';

describe('a public address', () => {
  test.each([
    '93.184.216.34',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '2606:2800:220:1::1',
    '[2606:2800:220:1::1]',
    // NAT64: the addresses of names in a network without IPv4.
    '64:ff9b::8.8.8.8',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '168.63.129.16',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '100.64.0.1',
    '100.100.100.200',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:8.8.8.8',
    '::7f00:1',
    '::8.8.8.8',
    'fd00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:2800:220:1::1%eth0',
    'fec0::1',
    '64:ff9b::a00:1',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::808:808',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:db8::1',
    '2001:10::1',
    '2002:a00:1::',
    '2002:808:808::1',
    '3fff::1',
    '5f00::1',
    '100::1',
    '4000::1',
    'ff02::1',
    'example.com',
    '127.1',
    '0x7f.1',
    '2130706433',
    '',
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test('this computer is recognized by every spelling of its addresses, and no other is', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '[::1]', '0:0:0:0:0:0:0:1'])
    expect(isLoopbackAddress(address), address).toBe(true);
  for (const address of ['10.0.0.1', '0.0.0.0', '::', '::2', '1::1', 'fd00::1', '128.0.0.1', 'localhost', '127.1'])
    expect(isLoopbackAddress(address), address).toBe(false);
});

test('a neighbour is an address in a network of this computer', () => {
  const other = { netmask: '', mac: '', internal: false } as const;
  const interfaces = {
    eth0: [
      { ...other, address: '192.168.1.20', family: 'IPv4', cidr: '192.168.1.20/24' },
      { ...other, address: '2a01:1234:5:6::20', family: 'IPv6', cidr: '2a01:1234:5:6::20/64', scopeid: 0 },
    ],
    // A tunnel for all traffic, and one without a network.
    tun0: [
      { ...other, address: '45.1.2.3', family: 'IPv4', cidr: '45.1.2.3/0' },
      { ...other, address: '2a02::1', family: 'IPv6', cidr: null, scopeid: 0 },
    ],
    none: undefined,
  } as const;
  const isNear = (address: string): boolean => isInNetworkOf(interfaces, address);
  expect(['192.168.1.1', '2a01:1234:5:6::1', '2a01:1234:5:6:ffff::'].map(isNear)).toEqual([true, true, true]);
  expect(['192.168.2.1', '2a01:1234:5:7::1', '8.8.8.8', '45.1.2.3', '2a02::1', 'name', ''].map(isNear)).toEqual(Array(7).fill(false));
});
