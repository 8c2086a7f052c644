import { describe, expect, test } from 'vitest';
import { isPublic } from '../../../../electron/preview/public-address.ts';
import { mayAsk, publicLookup } from '../../../../electron/preview/public-lookup.ts';

describe('isPublic', () => {
  test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '2606:2800:220:1::1', '[2606:2800:220:1::1]'])('%s is', (address) => {
    expect(isPublic(address, false)).toBe(true);
  });

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::7f00:1',
    'fd00::1',
    'fe80::1%eth0',
    'fec0::1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'ff02::1',
    'example.com',
    '',
  ])('%s is not', (address) => {
    expect(isPublic(address, false)).toBe(false);
  });

  test('this computer counts where the account is on it, and nothing else private does', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '[::1]'].map((address) => isPublic(address, true))).toEqual([true, true, true, true]);
    expect(['10.0.0.1', '192.168.0.1', 'fd00::1', '0.0.0.0'].map((address) => isPublic(address, true))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a name', () => {
  test('that is this computer leads nowhere, unless that counts', async () => {
    expect([await mayAsk('localhost', false), await mayAsk('localhost', true), await mayAsk('10.0.0.1', true)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('is looked up for the connection with the same rule', async () => {
    const look = (withLoopback: boolean): Promise<unknown> =>
      new Promise((resolve) => {
        publicLookup(withLoopback)('localhost', { family: 4 }, (error, address) => resolve(error?.code ?? address));
      });
    expect([await look(false), await look(true)]).toEqual(['ENOTPUBLIC', '127.0.0.1']);
  });
});
