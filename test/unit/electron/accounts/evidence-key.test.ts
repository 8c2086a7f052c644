import { expect, test } from 'vitest';
import { bringingKey, EvidenceKey } from '../../../../electron/accounts/evidence-key.ts';
import type { AccountView } from '../../../../electron/accounts/account.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import type { Vault } from '../../../../electron/accounts/vault.ts';
import { fail, ok } from '../../../../electron/result.ts';
import type { SendingAccounts } from '../../../../electron/sending/site.ts';
import { secret as vaultSecret } from './fake-keychain.ts';
import { entry, start as startVault, stored } from './keychain/vault-bench.ts';

interface Used {
  key: string;
  stamp: string;
  next: string;
}

/** A run of Keypost with that keychain. */
function run(vault: Vault, clock = { now: 0 }) {
  const used: Used[] = [];
  const key = new EvidenceKey({
    keychain: { inBackground: vault },
    use: (bytes, stamp, next) => used.push({ key: bytes.toString('hex'), stamp, next }),
    elapsed: () => clock.now,
  });
  return { key, used, clock };
}

test('is made once, and comes back in the next run with the stamp that it was given', async () => {
  const vault = new SessionVault();
  const first = run(vault);
  await Promise.all([first.key.load(), first.key.load()]);
  await first.key.load();
  expect(first.used).toHaveLength(1);
  const second = run(vault);
  await second.key.load();
  const third = run(vault);
  await third.key.load();
  expect(second.used[0]).toMatchObject({ key: first.used[0]?.key, stamp: first.used[0]?.next });
  expect(third.used[0]).toMatchObject({ key: first.used[0]?.key, stamp: second.used[0]?.next });
});

test('a keychain that does not open gives none, and is not asked again at once', async () => {
  let reads = 0;
  const locked: Vault = {
    read: () => {
      reads += 1;
      return Promise.resolve(fail('vaultLocked', 'Locked.'));
    },
    write: () => Promise.reject(new Error('not to be called')),
    clear: () => Promise.reject(new Error('not to be called')),
    holds: () => Promise.resolve(null),
  };
  const { key, used, clock } = run(locked);
  await key.load();
  await key.load();
  expect([reads, used]).toEqual([1, []]);
  clock.now += 60_001;
  await key.load();
  expect(reads).toBe(2);
});

test('what is no key is replaced: evidence of before is unclear then', async () => {
  const vault = new SessionVault();
  await vault.write('evidence', { siteUrl: '', realm: 's', password: 'short', clientKey: '' });
  const { key, used } = run(vault);
  await key.load();
  expect(used[0]).toMatchObject({ stamp: used[0]?.next });
});

test.each([
  ['in the keychain', { backend: 'keychain', builtIn: false }, 1],
  ['in memory', { backend: 'memory', builtIn: false }, 0],
  ['of the practice realm', { backend: 'keychain', builtIn: true }, 0],
] as const)('an account with a secret %s brings it along %#', async (_, { backend, builtIn }, loads) => {
  let loaded = 0;
  const account = { builtIn, secret: { backend } } as AccountView;
  const secret = { siteUrl: '', realm: '', password: 'x', clientKey: '' };
  const accounts: SendingAccounts = { get: () => account, secretFor: () => Promise.resolve(ok(secret)) };
  const load = (): Promise<void> => {
    loaded += 1;
    return Promise.resolve();
  };
  expect(await bringingKey(accounts, { load }, true).secretFor(account)).toEqual(ok(secret));
  expect(loaded).toBe(loads);
});

test('a press that is cancelled gives up the keychain, whoever brings the key along', async () => {
  const account = { builtIn: false, secret: { backend: 'keychain' } } as AccountView;
  const signals: (AbortSignal | undefined)[] = [];
  const accounts: SendingAccounts = {
    get: () => account,
    secretFor: (_, signal) => {
      signals.push(signal);
      return Promise.resolve(fail('vaultLocked', 'Locked.'));
    },
  };
  const { signal } = new AbortController();
  await bringingKey(accounts, { load: () => Promise.resolve() }, false).secretFor(account, signal);
  expect(signals).toEqual([signal]);
});

test('no press waits for the key: not in line, and not for a prompt that nobody answers', async () => {
  const { keytar, vault } = startVault();
  keytar.hold('getPassword');
  keytar.entries.set(entry, stored());
  const key = new EvidenceKey({ keychain: vault, use: () => undefined, elapsed: () => 0 });
  const loading = key.load();
  expect(await vault.read('a')).toEqual(ok(vaultSecret()));
  await loading;
});
