import { describe, expect, it } from 'vitest';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import type { Secret, UndoWrite } from '../../../../electron/accounts/vault.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import { secret } from './fake-keychain.ts';

const read = async (vault: SessionVault, id = 'a'): Promise<Secret | null> => {
  const result = await vault.read(id);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};

const undo = async (written: Result<UndoWrite>): Promise<Result<null>> => {
  if (!written.ok) throw new Error(written.error.sentence);
  return written.value();
};

describe('SessionVault', () => {
  it('keeps one secret per account', async () => {
    const vault = new SessionVault();
    expect([vault.has('a'), await read(vault)]).toEqual([false, null]);
    await vault.write('a', secret());
    await vault.write('b', secret({ password: 'battery staple' }));
    await vault.write('a', secret({ realm: 'acme2' }));
    expect(vault.has('a')).toBe(true);
    expect(await read(vault, 'a')).toEqual(secret({ realm: 'acme2' }));
    expect(await read(vault, 'b')).toEqual(secret({ password: 'battery staple' }));
  });

  it('keeps a copy of the secret', async () => {
    const vault = new SessionVault();
    const given = secret();
    await vault.write('a', given);
    given.siteUrl = 'https://evil.example';
    expect(await read(vault)).toEqual(secret());
  });

  it('restores the secret that a write replaced, or none', async () => {
    const vault = new SessionVault();
    const first = await vault.write('a', secret());
    const second = await vault.write('a', secret({ password: 'battery staple' }));
    expect((await undo(second)).ok).toBe(true);
    expect(await read(vault)).toEqual(secret());
    await undo(first);
    expect(vault.has('a')).toBe(false);
  });

  it('removes a cleared secret, and ignores one that does not exist', async () => {
    const vault = new SessionVault();
    await vault.write('a', secret());
    expect((await vault.clear('a')).ok).toBe(true);
    expect((await vault.clear('a')).ok).toBe(true);
    expect([vault.has('a'), await read(vault)]).toEqual([false, null]);
  });

  it('shares nothing with another vault', async () => {
    const vault = new SessionVault();
    await vault.write('a', secret());
    expect(new SessionVault().has('a')).toBe(false);
  });
});
