import { describe, expect, it } from 'vitest';
import type { UndoWrite } from '../../../../electron/accounts/vault.ts';
import type { Result } from '../../../../electron/shared/domain/result.ts';
import { secret } from './fake-keychain.ts';
import { code, entry, sentence, start, stored } from './keychain/vault-bench.ts';

async function undo(written: Result<UndoWrite>): Promise<Result<null>> {
  if (!written.ok) throw new Error(written.error.sentence);
  return written.value();
}

describe('read', () => {
  it('returns the secret of the account, from the service Keypost, in one call', async () => {
    const { keytar, vault, service } = start();
    keytar.entries.set(entry, stored({ clientKey: 'battery staple' }));
    expect(await vault.read('a')).toEqual({ ok: true, value: secret({ clientKey: 'battery staple' }) });
    expect(keytar.calls).toEqual(['getPassword Keypost/a']);
    expect(service.looks).toBe(0);
  });

  it('returns nothing if there certainly is nothing, without writing a probe', async () => {
    const { keytar, vault } = start();
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.calls).toEqual(['getPassword Keypost/a']);
  });

  it.each([
    ['a locked keyring', 'locked', /^The keychain is locked\. Unlock it/],
    ['no keyring', 'noCollection', /^The keychain has no keyring/],
  ] as const)('is not misled by %s, where libsecret finds nothing', async (_, state, text) => {
    const { service, vault } = start();
    service.is(state);
    const result = await vault.read('a');
    expect(code(result)).toBe('vaultLocked');
    expect(sentence(result)).toMatch(text);
  });

  it('is not misled by an entry that stays locked in an open keyring', async () => {
    const { service, vault } = start();
    service.found = { unlocked: 0, locked: 1 };
    expect(code(await vault.read('a'))).toBe('vaultLocked');
  });

  it('writes and removes a probe only if the bus cannot be inspected', async () => {
    const { keytar, service, vault } = start();
    service.now = { state: 'unknown' };
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.calls).toEqual(['getPassword Keypost/a', 'setPassword Keypost/Keypost probe', 'deletePassword Keypost/Keypost probe']);
    expect(keytar.entries.size).toBe(0);
    keytar.fails('Anything', 'setPassword');
    expect(code(await vault.read('a'))).toBe('vaultFailed');
  });

  it.each(['darwin', 'win32'] as const)('trusts the keychain of %s', async (platform) => {
    const { keytar, vault } = start({ platform });
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.calls).toEqual(['getPassword Keypost/a']);
  });

  it.each([
    'correct horse',
    '',
    'null',
    '"correct horse"',
    '{"password":"correct horse"}',
    stored({ password: '' }),
    '{"siteUrl":1,"realm":"acme","password":"correct horse","clientKey":""}',
  ])('refuses %j as a secret, and does not quote it', async (content) => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, content);
    const result = await vault.read('a');
    expect(code(result)).toBe('vaultUnreadable');
    expect(JSON.stringify(result)).not.toContain('correct horse');
    expect(keytar.entries.get(entry)).toBe(content);
  });
});

describe('a failed call', () => {
  // The result depends on the facts alone, because the library's message depends on the language.
  const messages = [
    'Cannot get secret of a locked object',
    'Das Objekt ist gesperrt',
    'Zugriff verweigert',
    'アクセスが拒否されました',
    '',
  ];

  it.each([
    [{ state: 'noBus' }, 'vaultAbsent', /no session bus/],
    [{ state: 'absent' }, 'vaultAbsent', /^No keychain service is running.*Install and start GNOME Keyring, KWallet or KeePassXC/],
    [{ state: 'cannotStart' }, 'vaultLocked', /doesn't start/],
    [{ state: 'denied', owner: ':1.1' }, 'vaultFailed', /^The keychain refused Keypost/],
    [{ state: 'notResponding', owner: ':1.1' }, 'vaultLocked', /doesn't respond/],
    [{ state: 'noCollection', owner: ':1.1' }, 'vaultLocked', /no keyring that Keypost can use/],
    [{ state: 'locked', owner: ':1.1' }, 'vaultLocked', /^The keychain is locked/],
    [{ state: 'open', owner: ':1.1' }, 'vaultFailed', /^The keychain refused Keypost/],
    [{ state: 'unknown' }, 'vaultFailed', /^The keychain didn't do what Keypost asked/],
  ] as const)('with the facts %j is %s, whatever the error of the library', async (facts, failure, text) => {
    for (const message of messages) {
      const { keytar, service, vault } = start();
      service.now = facts;
      keytar.fails(message);
      const result = await vault.read('a');
      expect(code(result)).toBe(failure);
      expect(sentence(result)).toMatch(text);
      expect(sentence(result)).toMatch(/or keep the password only until Keypost closes\.$/);
      expect(sentence(result)).not.toMatch(/restart the computer/);
    }
  });

  it.each([
    ['darwin', /Keychain Access/],
    ['win32', /Credential Manager/],
  ] as const)('on %s names what keeps secrets there', async (platform, text) => {
    const { keytar, vault } = start({ platform });
    keytar.fails('Irgendein Fehler');
    expect(sentence(await vault.read('a'))).toMatch(text);
  });
});

describe('a restarted service', () => {
  it('is called by a new child, once, and the read succeeds', async () => {
    const { children, keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    await vault.read('a');
    children.restartService();
    service.is('open', ':1.2');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(children.started).toBe(2);
    expect(children.killed).toBe(1);
  });

  it('accepts a write as well, which reads first', async () => {
    const { children, keytar, service, vault } = start();
    await vault.read('a');
    children.restartService();
    service.is('open', ':1.2');
    expect(code(await vault.write('a', secret()))).toBe('ok');
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it('accepts the removal of an entry', async () => {
    const { children, keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    await vault.read('a');
    children.restartService();
    service.is('open', ':1.2');
    expect(code(await vault.clear('a', true))).toBe('ok');
    expect(keytar.entries.size).toBe(0);
  });

  it('that is locked now reports that', async () => {
    const { children, service, vault } = start();
    await vault.read('a');
    children.restartService();
    service.is('locked', ':1.2');
    expect(sentence(await vault.read('a'))).toMatch(/^The keychain is locked/);
  });

  it('is called once more after its restart, once more if it refused a session, and then no more', async () => {
    const { keytar, service, vault } = start();
    await vault.read('a');
    keytar.fails('any');
    service.is('open', ':1.2');
    expect(code(await vault.read('a'))).toBe('vaultFailed');
    expect(keytar.calls).toHaveLength(4);
  });

  it('that has not started yet is reported as stopped, and the next read finds it again', async () => {
    const { children, keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    await vault.read('a');
    children.restartService();
    service.now = { state: 'absent' };
    expect(sentence(await vault.read('a'))).toMatch(/^The keychain service has stopped\. Start it again/);
    service.is('open', ':1.2');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
  });
});

it('survives a child that crashes', async () => {
  const { children, keytar, vault } = start();
  keytar.entries.set(entry, stored());
  const release = keytar.hold('getPassword');
  const reading = vault.read('a');
  children.crash();
  expect(await reading).toEqual({ ok: true, value: secret() });
  release();
  expect(children.started).toBe(2);
});

describe('write', () => {
  it('puts site, realm, password and key into one entry', async () => {
    const { keytar, vault } = start();
    expect(code(await vault.write('a', secret({ clientKey: 'battery staple' })))).toBe('ok');
    expect([...keytar.entries]).toEqual([[entry, stored({ clientKey: 'battery staple' })]]);
    expect(await vault.read('a')).toEqual({ ok: true, value: secret({ clientKey: 'battery staple' }) });
  });

  it('can be undone, with and without a previous entry', async () => {
    const { keytar, vault } = start();
    const first = await vault.write('a', secret());
    const second = await vault.write('a', secret({ password: 'new horse' }));
    expect(await undo(second)).toEqual({ ok: true, value: null });
    expect(keytar.entries.get(entry)).toBe(stored());
    await undo(first);
    expect(keytar.entries.size).toBe(0);
  });

  it('replaces an invalid entry, and can undo even that', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, 'something else');
    await undo(await vault.write('a', secret()));
    expect(keytar.entries.get(entry)).toBe('something else');
  });

  it('restores the previous entry if the keychain stores something else', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored());
    keytar.spoil = (password) => password.replace('new horse', 'new hors');
    const result = await vault.write('a', secret({ password: 'new horse' }));
    expect(code(result)).toBe('keychain.notKept');
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it.each(['getPassword', 'setPassword'] as const)('changes nothing when %s fails', async (call) => {
    const { keytar, service, vault } = start();
    keytar.entries.set(entry, stored());
    keytar.fails('any', call);
    service.is('locked');
    const result = await vault.write('a', secret({ password: 'new horse' }));
    expect(code(result)).toBe('vaultLocked');
    expect(JSON.stringify(result)).not.toContain('horse');
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it('reports if it cannot be undone', async () => {
    const { keytar, service, vault } = start();
    const written = await vault.write('a', secret());
    keytar.fails('any');
    service.is('locked');
    expect(code(await undo(written))).toBe('vaultLocked');
  });
});

describe('clear', () => {
  it('removes the entry without inspecting it', async () => {
    const { keytar, service, vault } = start();
    keytar.entries.set(entry, stored()).set('Keypost/b', stored());
    expect(await vault.clear('a', true)).toEqual({ ok: true, value: null });
    expect([...keytar.entries.keys()]).toEqual(['Keypost/b']);
    expect(keytar.calls).toEqual(['deletePassword Keypost/a']);
    expect(service.looks).toBe(0);
  });

  it('succeeds without an entry; but if one is expected, the keychain has to be open', async () => {
    const { keytar, service, vault } = start();
    service.is('locked');
    expect(code(await vault.clear('a', false))).toBe('ok');
    expect(code(await vault.clear('a', true))).toBe('vaultLocked');
    service.is('open');
    expect(code(await vault.clear('a', true))).toBe('ok');
    expect(keytar.entries.size).toBe(0);
  });

  it.each([true, false])('fails when the keychain does (expected: %s)', async (expected) => {
    const { keytar, service, vault } = start();
    keytar.fails('any');
    service.now = { state: 'absent' };
    expect(code(await vault.clear('a', expected))).toBe('vaultAbsent');
  });
});

describe('probe', () => {
  it('uses the facts, and opens no prompt', async () => {
    const { keytar, service, vault } = start();
    expect(await vault.probe()).toBeNull();
    for (const state of ['locked', 'noCollection', 'denied', 'notResponding'] as const) {
      service.is(state);
      expect(await vault.probe()).toBe(state);
    }
    for (const state of ['noBus', 'absent', 'cannotStart'] as const) {
      service.now = { state };
      expect(await vault.probe()).toBe(state);
    }
    expect(keytar.calls).toEqual([]);
  });

  it.each(['linux', 'darwin'] as const)('looks up an entry if there are no facts (%s)', async (platform) => {
    const { keytar, service, vault } = start({ platform });
    service.now = { state: 'unknown' };
    expect(await vault.probe()).toBeNull();
    expect(keytar.calls).toEqual(['findPassword Keypost']);
    keytar.fails('any');
    expect(await vault.probe()).toBe('failed');
  });
});

describe('whether it contains a secret', () => {
  it('is known by counting, including locked entries, without reading one', async () => {
    const { keytar, service, vault } = start();
    expect(await vault.holds('a')).toBe(false);
    service.found = { unlocked: 0, locked: 1 };
    expect(await vault.holds('a')).toBe(true);
    expect(keytar.calls).toEqual([]);
  });

  it.each(['locked', 'notResponding', 'noCollection', 'denied'] as const)('is not known while it is %s', async (state) => {
    const { service, vault } = start();
    service.is(state);
    expect(await vault.holds('a')).toBeNull();
  });

  it('is not known if nothing can be counted', async () => {
    expect(await start({ platform: 'darwin' }).vault.holds('a')).toBeNull();
    const { service, vault } = start();
    service.found = null;
    expect(await vault.holds('a')).toBeNull();
  });
});

describe('the child', () => {
  it('is started once, when it is first needed', async () => {
    const { children, vault } = start();
    expect(children.started).toBe(0);
    await Promise.all([vault.read('a'), vault.read('b'), vault.probe()]);
    expect(children.started).toBe(1);
  });

  it('can be started in advance, without accessing the keychain', () => {
    const { children, keytar, vault } = start();
    vault.warmUp();
    vault.warmUp();
    expect(children.started).toBe(1);
    expect(keytar.calls).toEqual([]);
  });

  it.each([
    ['libraryMissing', /^The library libsecret is missing/],
    ['notLoaded', /^Keypost's keychain part can't be loaded/],
  ] as const)('without its native part (%s) is a keychain that is absent', async (problem, text) => {
    const { children, vault } = start();
    children.loadProblem = problem;
    for (const result of [await vault.read('a'), await vault.write('a', secret()), await vault.clear('a', true)]) {
      expect(code(result)).toBe('vaultAbsent');
      expect(sentence(result)).toMatch(text);
    }
    expect(await vault.probe()).toBe(problem);
    children.loadProblem = null;
    expect(await vault.probe()).toBeNull();
  });
});

it('accepts another service name, so that two vaults need not share entries', async () => {
  const { keytar, vault } = start({ service: 'Keypost tests' });
  await vault.write('a', secret());
  expect([...keytar.entries.keys()]).toEqual(['Keypost tests/a']);
});
