import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { createHostRule, type HostRule } from '../../../../electron/net/host-rule.ts';
import { isLocalName, withoutRootDot } from '../../../../electron/net/local-name.ts';
import { hasPublicSuffix } from '../../../../electron/net/public-suffix.ts';
import { randomBelow } from '../presets/random.ts';

const asPublic = (name: string): Promise<boolean> => Promise.resolve(hasPublicSuffix(name));
const publicAddress = '93.184.216.34';

/** A rule that resolves every name to these addresses, with the names it looked up and those requested from a proxy. */
function ruleWith({ addresses = [publicAddress] as readonly string[] | Error, allowsThisComputer = false, interfaces = () => ({}) } = {}) {
  const lookedUp: string[] = [];
  const byProxy: string[] = [];
  const lookup: LookupFunction = (name, _, done) => {
    lookedUp.push(name);
    if (addresses instanceof Error) done(addresses, []);
    else
      done(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  };
  const rule = createHostRule({
    allowsThisComputer,
    hasPublicSuffix: asPublic,
    onProxyUse: (host) => byProxy.push(host),
    lookup,
    interfaces,
  });
  return { rule, lookedUp, byProxy };
}

/** The host of a URL, normalized like for a connection. */
const hostIn = (address: string): string => new URL(address).hostname;

const found = (rule: HostRule, name: string, all: boolean): Promise<unknown> =>
  new Promise((resolve) => {
    rule.lookup(name, { all }, (error, address) => resolve(error?.code ?? address));
  });

const localNames = [
  'localhost',
  'wpad',
  'router',
  'intranet.corp',
  'intranet.acme.corp',
  'printer.local',
  'metadata.google.internal',
  'nas.home',
  'nas.lan',
  'nas.home.arpa',
  'app.localhost',
  'x.test',
  'x.invalid',
  'x.example',
  'expyuzz4wqqyqhjn.onion',
  'x.alt',
  'x.mail',
  'x.localdomain',
  'x.intranet',
  'x.private',
  '1.0.0.127.in-addr.arpa',
  'com',
  'co.uk',
  'a.unknowntld',
  'wpad.workgroup',
  'a..com',
  'localhost..',
];

describe('a proxy is not used for', () => {
  test.each(localNames)('%s', async (host) => {
    const { rule, lookedUp, byProxy } = ruleWith();
    expect(await rule.proxyRefusal(host)).toBe('localName');
    expect([lookedUp, byProxy]).toEqual([[], []]);
  });

  test('a local name, however it is written', async () => {
    const { rule, lookedUp, byProxy } = ruleWith();
    const random = randomBelow(11);
    const dots = ['.', '。', '．', '｡', '%2E'];
    const spellings: readonly ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      (text) => text.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
      (text) => text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 97 + 0x24d0)),
      (text) => `${text.slice(0, 1)}\u00ad${text.slice(1)}`,
      (text) => text,
    ];
    const names = localNames.filter((name) => !name.includes('..'));
    for (let round = 0; round < 1000; round++) {
      const labels = (names[random(names.length)] ?? '').split('.');
      const spelt = labels.map((label) => (spellings[random(spellings.length)] ?? String)(label)).join(dots[random(dots.length)]);
      const host = hostIn(`https://${spelt}${random(2) === 0 ? '' : (dots[random(dots.length)] ?? '')}:${1 + random(65_535)}/a.png`);
      expect(await rule.proxyRefusal(host), spelt).toBe('localName');
    }
    expect([lookedUp, byProxy]).toEqual([[], []]);
  });

  test('a private address, however it is written, and no direct connection is made either', async () => {
    const { rule, lookedUp, byProxy } = ruleWith();
    const random = randomBelow(11);
    const byte = (): number => random(256);
    const networks: readonly (() => number[])[] = [
      () => [10, byte(), byte(), byte()],
      () => [127, byte(), byte(), byte()],
      () => [0, byte(), byte(), byte()],
      () => [192, 168, byte(), byte()],
      () => [172, 16 + random(16), byte(), byte()],
      () => [169, 254, byte(), byte()],
      () => [100, 64 + random(64), byte(), byte()],
      () => [224 + random(32), byte(), byte(), byte()],
    ];
    const hex = (value: number): string => `0x${value.toString(16)}`;
    const octal = (value: number): string => `0${value.toString(8)}`;
    const inGroups = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string =>
      `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
    const spellings: readonly ((bytes: readonly number[]) => string)[] = [
      (bytes) => bytes.join('.'),
      (bytes) => `${bytes.join('.')}.`,
      (bytes) => bytes.map(hex).join('.'),
      (bytes) => bytes.map(octal).join('.'),
      (bytes) => bytes.map((value) => (random(2) === 0 ? octal(value) : hex(value).toUpperCase())).join('.'),
      (bytes) => String(Buffer.from(bytes).readUInt32BE()),
      (bytes) => hex(Buffer.from(bytes).readUInt32BE()),
      (bytes) => octal(Buffer.from(bytes).readUInt32BE()),
      ([a = 0, ...others]) => `${a}.${Buffer.from([0, ...others]).readUInt32BE()}`,
      ([a = 0, b = 0, ...others]) => `${hex(a)}.${b}.${Buffer.from(others).readUInt16BE()}`,
      (bytes) => bytes.join('。'),
      (bytes) => bytes.join('.').replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      (bytes) => bytes.join('.').replace(/\d/g, (digit) => `%${digit.charCodeAt(0).toString(16)}`),
      (bytes) => `[::ffff:${bytes.join('.')}]`,
      (bytes) => `[::FFFF:${inGroups(bytes)}]`,
      (bytes) => `[0:0:0:0:0:ffff:${inGroups(bytes)}]`,
      (bytes) => `[::${inGroups(bytes)}]`,
      (bytes) => `[::ffff:0:${inGroups(bytes)}]`,
      (bytes) => `[64:ff9b::${bytes.join('.')}]`,
      (bytes) => `[64:ff9b:1::${inGroups(bytes)}]`,
      (bytes) => `[2002:${inGroups(bytes)}::1]`,
      (bytes) => `[2001:0:808:808::${inGroups(bytes)}]`,
      (bytes) => `[fd00::${inGroups(bytes)}]`,
      (bytes) => `[fe80::${inGroups(bytes)}]`,
    ];
    for (let round = 0; round < 2000; round++) {
      const spelt = (spellings[random(spellings.length)] ?? String)((networks[random(networks.length)] ?? (() => [10, 0, 0, 1]))());
      const host = hostIn(`https://${spelt}/a.png`);
      expect(rule.directRefusal(host), spelt).toBe('notPublic');
      expect(await rule.proxyRefusal(host), spelt).toBe('notPublic');
    }
    expect([lookedUp, byProxy]).toEqual([[], []]);
  });

  test('a name that this computer resolves to a private address', async () => {
    const { rule, byProxy } = ruleWith({ addresses: [publicAddress, '10.0.0.1'] });
    expect(await rule.proxyRefusal('intranet.acme.com')).toBe('notPublic');
    expect(byProxy).toEqual([]);
  });

  test("an address in this computer's network, although it is public", async () => {
    const own = {
      address: '2a01:1234::20',
      netmask: '',
      mac: '',
      internal: false,
      family: 'IPv6',
      cidr: '2a01:1234::20/64',
      scopeid: 0,
    } as const;
    const { rule } = ruleWith({ interfaces: () => ({ eth0: [own] }), addresses: ['2a01:1234::1'] });
    expect(await rule.proxyRefusal('[2a01:1234::1]')).toBe('notPublic');
    expect(rule.directRefusal('2a01:1234::1')).toBe('notPublic');
    expect(await found(rule, 'printer.acme.com', true)).toBe('ENOTPUBLIC');
    expect(rule.directRefusal('2a01:1234:0:1::1')).toBeNull();
  });
});

describe('a proxy is used for', () => {
  test.each([
    'images.example.com',
    'images.example.com.',
    'a.co.uk',
    'a.github.io',
    'xn--bcher-kva.de',
    'a.xn--p1ai',
    '_x.example.com',
    publicAddress,
    '[2606:2800:220:1::1]',
    'local.example.com',
    'corp.acme.de',
    'latest.com',
  ])('%s', async (host) => {
    const { rule, byProxy } = ruleWith();
    expect(await rule.proxyRefusal(host)).toBeNull();
    expect(byProxy).toEqual([host]);
  });

  test("a name that this computer can't resolve, or for which no name server responds", async () => {
    const nowhere = ruleWith({ addresses: Object.assign(new Error('none'), { code: 'ENOTFOUND' }) });
    expect(await nowhere.rule.proxyRefusal('images.example.com')).toBeNull();
    vi.useFakeTimers();
    const silent = createHostRule({ allowsThisComputer: false, hasPublicSuffix: asPublic, lookup: () => undefined });
    const refusal = silent.proxyRefusal('images.example.com');
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(await refusal).toBeNull();
  });
});

describe('without a proxy', () => {
  test('checks every address of a name, and returns all of them for the connection', async () => {
    const both = [publicAddress, '2606:2800:220:1::1'];
    expect(await found(ruleWith({ addresses: both }).rule, 'a.example.com', true)).toEqual([
      { address: both[0], family: 4 },
      { address: both[1], family: 6 },
    ]);
    expect(await found(ruleWith({ addresses: both }).rule, 'a.example.com', false)).toBe(publicAddress);
    for (const bad of ['10.0.0.1', '127.0.0.1', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', 'fe80::1%eth0', '169.254.169.254']) {
      for (const addresses of [[bad], [publicAddress, bad], [bad, publicAddress], [...both, bad, ...both]])
        expect(await found(ruleWith({ addresses }).rule, 'a.example.com', addresses.length > 1), String(addresses)).toBe('ENOTPUBLIC');
    }
  });

  test('does not even look up a name of a local network', () => {
    const { rule, lookedUp } = ruleWith();
    const hosts = ['localhost', 'localhost.', 'wpad', 'printer.local', 'metadata.google.internal.', 'x.onion', 'a..com'];
    expect(hosts.map((host) => rule.directRefusal(host))).toEqual(hosts.map(() => 'localName'));
    expect(rule.directRefusal('images.example.com')).toBeNull();
    expect(lookedUp).toEqual([]);
  });
});

describe('if the site of the account is this computer', () => {
  test('allows a connection to its own names, and to nothing else private', async () => {
    const { rule } = ruleWith({ allowsThisComputer: true });
    for (const host of ['localhost', 'localhost.', '127.0.0.1', '127.9.9.9', '[::1]', '::1']) {
      expect([rule.isThisComputer(host), rule.directRefusal(host)], host).toEqual([true, null]);
      // No proxy is used for this computer.
      expect(await rule.proxyRefusal(host), host).not.toBeNull();
    }
    for (const host of ['10.0.0.1', '192.168.0.1', '[fd00::1]', '0.0.0.0', 'wpad', 'x.localhost', '[::ffff:7f00:1]'])
      expect([rule.isThisComputer(host), rule.directRefusal(host) !== null], host).toEqual([false, true]);
  });

  test('refuses its own name at another address, and other names at its address', async () => {
    expect(await found(ruleWith({ allowsThisComputer: true, addresses: ['127.0.0.1', '::1'] }).rule, 'localhost', true)).toHaveLength(2);
    expect(await found(ruleWith({ allowsThisComputer: true, addresses: [publicAddress] }).rule, 'localhost', true)).toBe('ENOTPUBLIC');
    expect(await found(ruleWith({ allowsThisComputer: true, addresses: ['127.0.0.1'] }).rule, 'rebind.example.com', true)).toBe(
      'ENOTPUBLIC',
    );
  });

  test('refuses this computer like any other private host otherwise', () => {
    const { rule } = ruleWith();
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect([rule.isThisComputer(host), rule.directRefusal(host) !== null]).toEqual([false, true]);
  });
});

test('a trailing dot is not part of a name', () => {
  expect(['a.example.', 'localhost.', 'a..', '.', ''].map(withoutRootDot)).toEqual(['a.example', 'localhost', 'a..', '.', '']);
  expect(['a.com', 'a.example', 'a.b.c.de'].map(isLocalName)).toEqual([false, false, false]);
});
