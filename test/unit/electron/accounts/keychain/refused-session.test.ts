/** If the keychain service refuses a session, as KWallet does now and then, the child is replaced and the call still succeeds. */
import { describe, expect, it } from 'vitest';
import type { KeychainVault } from '../../../../../electron/accounts/keychain-vault.ts';
import { secret } from '../fake-keychain.ts';
import { code, entry, start, stored } from './vault-bench.ts';

describe('a child without a session', () => {
  it('is replaced once, because KWallet refuses a session now and then', async () => {
    const { children, keytar, vault } = start();
    keytar.entries.set(entry, stored());
    children.restartService();
    vault.warmUp();
    children.restartService();
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(children.started).toBe(2);
  });

  it('is replaced once more if that happens right after a restart of the service', async () => {
    const { children, keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    await vault.read('a');
    children.restartService();
    children.withoutSession.add(2);
    service.is('open', ':1.2');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(children.started).toBe(3);
  });

  it('is not replaced if the refusal took as long as a person takes', async () => {
    const { children, keytar, vault } = start();
    children.tookMs = 400;
    keytar.fails('any');
    expect(code(await vault.read('a'))).toBe('vaultFailed');
    expect(children.started).toBe(1);
  });

  /** Calls that work without a session, so their success doesn't prove that there is one. */
  const before: Record<string, (vault: KeychainVault) => unknown> = {
    'as its first call': () => undefined,
    'after it was warmed up': (vault) => vault.warmUp(),
    'after a look whether the keychain can be used': (vault) => vault.probe(),
    'after it found nothing': (vault) => vault.read('b'),
    'after it had nothing to delete': (vault) => vault.clear('b', false),
  };
  const calls: Record<string, (vault: KeychainVault) => Promise<unknown>> = {
    read: (vault) => vault.read('a'),
    'write of a new entry': (vault) => vault.write('c', secret()),
    'write over an entry': (vault) => vault.write('a', secret({ password: 'new horse' })),
    clear: (vault) => vault.clear('a', true),
  };

  it.each(Object.keys(calls).flatMap((call) => Object.keys(before).map((earlier) => [call, earlier] as const)))(
    'fails no %s %s',
    async (call, earlier) => {
      const { children, keytar, vault } = start();
      keytar.entries.set(entry, stored());
      children.withoutSession.add(1);
      await before[earlier]?.(vault);
      expect(await calls[call]?.(vault)).toMatchObject({ ok: true });
    },
  );

  it('is not replaced if it had one from a read or a write, because then the call was denied', async () => {
    for (const first of ['read', 'write']) {
      const { children, keytar, vault } = start();
      if (first === 'read') keytar.entries.set(entry, stored());
      await (first === 'read' ? vault.read('a') : vault.write('a', secret()));
      keytar.fails('any');
      expect(code(await vault.read('a'))).toBe('vaultFailed');
      expect(children.started).toBe(1);
    }
  });
});
