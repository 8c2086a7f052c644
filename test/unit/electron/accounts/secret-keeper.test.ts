import { describe, expect, it } from 'vitest';
import type { AccountRecord, SecretMarker } from '../../../../electron/accounts/account-store.ts';
import type { CheckedDraft } from '../../../../electron/accounts/check-account.ts';
import { SecretKeeper, type SavedSecret } from '../../../../electron/accounts/secret-keeper.ts';
import { MissingSecrets } from '../../../../electron/accounts/missing-secrets.ts';
import { SessionVault } from '../../../../electron/accounts/session-vault.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import { draft } from './account-draft.ts';
import { FakeKeychain, secret } from './fake-keychain.ts';

const record = (backend: SecretMarker['backend'], changes: Partial<AccountRecord> = {}, hasClientKey = false): AccountRecord => ({
  id: 'a',
  name: 'Acme',
  kind: 'test',
  siteUrl: 'https://mail.acme.example',
  realm: 'acme',
  clientName: hasClientKey ? 'crm' : '',
  reviewSends: true,
  secret: { backend, hasClientKey },
  ...changes,
});

const checked = (changes: Partial<CheckedDraft> = {}): CheckedDraft => {
  const { id: _id, keepInMemory: _keepInMemory, ...rest } = draft();
  return { ...rest, ...changes };
};

function start() {
  const keychain = new FakeKeychain();
  const memory = new SessionVault();
  return { keychain, memory, keeper: new SecretKeeper({ keychain, memory, missing: new MissingSecrets(() => undefined) }) };
}

const kept = (result: Result<SavedSecret>): SavedSecret => {
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
};

describe('where a secret is', () => {
  it.each(['keychain', 'none'] as const)('is taken from the record: %s', (backend) => {
    expect(start().keeper.marker(record(backend))).toEqual({ backend, hasClientKey: false });
  });

  it('is nowhere after a restart if it was in memory', async () => {
    const { keeper, memory } = start();
    expect(keeper.marker(record('memory', {}, true))).toEqual({ backend: 'none', hasClientKey: false });
    await memory.write('a', secret());
    expect(keeper.marker(record('memory', {}, true))).toEqual({ backend: 'memory', hasClientKey: true });
  });
});

describe('read', () => {
  it('reads the place in the record, and no other', async () => {
    const { keeper, keychain, memory } = start();
    keychain.entries.set('a', secret({ password: 'battery staple' }));
    await memory.write('a', secret());
    expect(await keeper.read(record('memory'))).toEqual({ ok: true, value: secret() });
    expect(await keeper.read(record('none'))).toEqual({ ok: true, value: null });
    expect(keychain.calls).toEqual([]);
    expect(await keeper.read(record('keychain'))).toEqual({ ok: true, value: secret({ password: 'battery staple' }) });
  });

  it.each([{ siteUrl: 'https://other.acme.example' }, { realm: 'acme2' }])('returns nothing for %j', async (elsewhere) => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret());
    expect(await keeper.read(record('keychain', elsewhere))).toEqual({ ok: true, value: null });
    expect(await keeper.read(record('keychain'), { ...record('keychain'), ...elsewhere })).toEqual({ ok: true, value: null });
  });

  it('fails like the vault', async () => {
    const { keeper, keychain } = start();
    keychain.fails('vaultLocked');
    expect(await keeper.read(record('keychain'))).toMatchObject({ ok: false, error: { code: 'vaultLocked' } });
  });
});

describe('keep', () => {
  it.each(['keychain', 'memory'] as const)('writes typed secrets to the %s', async (wanted) => {
    const { keeper, keychain, memory } = start();
    const { marker } = kept(await keeper.save('a', checked({ clientName: 'crm', clientKey: 'battery staple' }), wanted, null));
    expect(marker).toEqual({ backend: wanted, hasClientKey: true });
    const written = secret({ clientKey: 'battery staple' });
    expect([keychain.entries.get('a'), (await memory.read('a')).ok && memory.has('a')]).toEqual(
      wanted === 'keychain' ? [written, false] : [undefined, true],
    );
  });

  it('writes nothing if nothing was typed', async () => {
    const { keeper, keychain } = start();
    const nothing = checked({ password: '' });
    expect(kept(await keeper.save('a', nothing, 'keychain', null)).marker.backend).toBe('none');
    const { marker, undo } = kept(await keeper.save('a', nothing, 'keychain', record('keychain')));
    expect(marker).toEqual({ backend: 'keychain', hasClientKey: false });
    expect((await undo()).ok).toBe(true);
    expect(keychain.calls).toEqual([]);
  });

  it('keeps the password beside a new key, and the key beside a new password', async () => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret());
    await keeper.save('a', checked({ password: '', clientName: 'crm', clientKey: 'battery staple' }), 'keychain', record('keychain'));
    expect(keychain.entries.get('a')).toEqual(secret({ clientKey: 'battery staple' }));
    const withKey = record('keychain', {}, true);
    await keeper.save('a', checked({ password: 'new horse', clientName: 'crm' }), 'keychain', withKey);
    expect(keychain.entries.get('a')).toEqual(secret({ password: 'new horse', clientKey: 'battery staple' }));
  });

  it('removes the key with the name of its client', async () => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret({ clientKey: 'battery staple' }));
    const { marker } = kept(await keeper.save('a', checked({ password: '' }), 'keychain', record('keychain', {}, true)));
    expect(marker).toEqual({ backend: 'keychain', hasClientKey: false });
    expect(keychain.entries.get('a')).toEqual(secret());
  });

  it('moves a secret to another place, and clears the old one only in a separate step', async () => {
    const { keeper, keychain, memory } = start();
    keychain.entries.set('a', secret());
    const { marker } = kept(await keeper.save('a', checked({ password: '' }), 'memory', record('keychain')));
    expect(await memory.read('a')).toEqual({ ok: true, value: secret() });
    expect(keychain.entries.has('a')).toBe(true);
    await keeper.leave(record('keychain'), marker);
    expect(keychain.entries.has('a')).toBe(false);
  });

  it('can undo its writes', async () => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret());
    const { undo } = kept(await keeper.save('a', checked({ password: 'new horse' }), 'keychain', record('keychain')));
    await undo();
    expect(keychain.entries.get('a')).toEqual(secret());
  });

  it.each([
    ['the password', secret(), 'none' as const],
    ['the key', secret(), 'here' as const],
  ])('reports if %s that should be kept is gone', async (what, stored, where) => {
    const { keeper, keychain } = start();
    if (where === 'here') keychain.entries.set('a', stored);
    const changes =
      what === 'the key' ? { password: 'new horse', clientName: 'crm' } : { password: '', clientName: 'crm', clientKey: 'battery staple' };
    const result = await keeper.save('a', checked(changes), 'keychain', record('keychain', {}, what === 'the key'));
    expect(result).toMatchObject({ ok: false, error: { code: 'secretMissing' } });
    expect(keychain.calls).toEqual(['read a']);
  });

  it('keeps nothing that was stored for another site', async () => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret({ siteUrl: 'https://other.acme.example' }));
    const result = await keeper.save('a', checked({ password: '' }), 'memory', record('keychain'));
    expect(result).toMatchObject({ ok: false, error: { code: 'secretMissing' } });
  });

  it.each(['read', 'write'] as const)('fails if the vault fails at a %s', async (call) => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret());
    keychain.fails('vaultLocked', call);
    const changes = { password: '', clientName: 'crm', clientKey: 'battery staple' };
    expect(await keeper.save('a', checked(changes), 'keychain', record('keychain'))).toMatchObject({ error: { code: 'vaultLocked' } });
    expect(keychain.entries.get('a')).toEqual(secret());
  });
});

describe('leave', () => {
  it.each([
    ['none', 'keychain'],
    ['keychain', 'keychain'],
    ['memory', 'memory'],
  ] as const)('has nothing to do from %s to %s', async (from, to) => {
    const { keeper, keychain, memory } = start();
    await memory.write('a', secret());
    expect((await keeper.leave(record(from), { backend: to, hasClientKey: false })).ok).toBe(true);
    expect([keychain.calls, memory.has('a')]).toEqual([[], true]);
  });

  it('fails like the vault', async () => {
    const { keeper, keychain } = start();
    keychain.fails('vaultAbsent');
    expect(await keeper.leave(record('keychain'), { backend: 'memory', hasClientKey: false })).toMatchObject({
      error: { code: 'vaultAbsent' },
    });
  });
});

describe('clear', () => {
  it.each(['keychain', 'memory', 'none'] as const)('clears both places if the record has %s', async (backend) => {
    const { keeper, keychain, memory } = start();
    keychain.entries.set('a', secret());
    await memory.write('a', secret());
    expect((await keeper.clear(record(backend))).ok).toBe(true);
    expect([keychain.entries.has('a'), memory.has('a')]).toEqual([false, false]);
  });

  it.each(['keychain', 'memory'] as const)('can be undone if the record has %s', async (backend) => {
    const { keeper, keychain, memory } = start();
    if (backend === 'keychain') keychain.entries.set('a', secret());
    else await memory.write('a', secret());
    const cleared = await keeper.clear(record(backend));
    expect(cleared.ok && (await cleared.value())).toEqual({ ok: true, value: null });
    expect([keychain.entries.has('a'), memory.has('a')]).toEqual([backend === 'keychain', backend === 'memory']);
    expect(await keeper.read(record(backend))).toEqual({ ok: true, value: secret() });
  });

  it('fails with the keychain only if the secret is in it', async () => {
    const { keeper, keychain, memory } = start();
    await memory.write('a', secret());
    keychain.fails('vaultLocked');
    expect(await keeper.clear(record('keychain'))).toMatchObject({ ok: false, error: { code: 'vaultLocked' } });
    expect(memory.has('a')).toBe(true);
    expect((await keeper.clear(record('memory'))).ok).toBe(true);
    expect(memory.has('a')).toBe(false);
    expect((await keeper.clear(record('none'))).ok).toBe(true);
  });

  it('clears an unreadable secret', async () => {
    const { keeper, keychain } = start();
    keychain.entries.set('a', secret());
    keychain.fails('vaultFailed', 'read');
    const cleared = await keeper.clear(record('keychain'));
    expect(keychain.entries.has('a')).toBe(false);
    expect(cleared.ok && (await cleared.value()).ok).toBe(true);
    expect(keychain.entries.has('a')).toBe(false);
  });

  it('opens a prompt only if a secret is expected', async () => {
    const { keeper, keychain } = start();
    await keeper.clear(record('none'));
    await keeper.clear(record('keychain'));
    expect(keychain.calls.filter((call) => call.startsWith('clear'))).toEqual(['clear a', 'clear a, expected']);
  });
});
