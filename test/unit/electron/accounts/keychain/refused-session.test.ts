/** A keychain's service that refuses a session, as KWallet does now and then, costs nobody a call: the child is replaced. */
import { describe, expect, it } from 'vitest';
import type { KeychainVault } from '../../../../../electron/accounts/keychain-vault.ts';
import { secret } from '../fake-keychain.ts';
import { code, entry, start, stored } from './vault-bench.ts';

describe('a child that gets no session', () => {
  it('is replaced once: KWallet refuses a session now and then', async () => {
    const { children, keytar, vault } = start();
    keytar.entries.set(entry, stored());
    children.restartService();
    vault.warmUp();
    children.restartService();
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(children.started).toBe(2);
  });

  it('is replaced once more when that happens right after the service was started again', async () => {
    const { children, keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    await vault.read('a');
    children.restartService();
    children.withoutSession.add(2);
    service.is('open', ':1.2');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(children.started).toBe(3);
  });

  it('is not replaced when the refusal took as long as a person does', async () => {
    const { children, keytar, vault } = start();
    children.tookMs = 400;
    keytar.fails('any');
    expect(code(await vault.read('a'))).toBe('vaultFailed');
    expect(children.started).toBe(1);
  });

  /** What a child can do without a session, so that its success doesn't show that there is one. */
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

  it('is not replaced when it had one, from a read or a write: then it was refused', async () => {
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
