import { afterEach, describe, expect, it, vi } from 'vitest';
import { KeychainVault, type KeychainOptions } from '../../../../electron/accounts/keychain-vault.ts';
import type { UndoWrite } from '../../../../electron/accounts/vault.ts';
import type { Result } from '../../../../electron/result.ts';
import { FakeKeytar } from './fake-keytar.ts';
import { secret } from './fake-keychain.ts';

const entry = 'Keypost/a';
const stored = (changes: Parameters<typeof secret>[0] = {}): string => JSON.stringify(secret(changes));

function start(options: KeychainOptions = {}) {
  const keytar = new FakeKeytar();
  const vault = new KeychainVault({ platform: 'linux', load: () => Promise.resolve(keytar), ...options });
  return { keytar, vault };
}

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

async function undo(written: Result<UndoWrite>): Promise<Result<null>> {
  if (!written.ok) throw new Error(written.error.sentence);
  return written.value();
}

afterEach(() => {
  vi.useRealTimers();
});

describe('read', () => {
  it('gives the secret of the account, from the service Keypost', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored({ clientKey: 'battery staple' }));
    expect(await vault.read('a')).toEqual({ ok: true, value: secret({ clientKey: 'battery staple' }) });
    expect(keytar.calls).toEqual(['getPassword Keypost/a']);
  });

  it('gives nothing where there surely is nothing, and leaves no probe', async () => {
    const { keytar, vault } = start();
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.calls).toEqual(['getPassword Keypost/a', 'setPassword Keypost/Keypost probe', 'deletePassword Keypost/Keypost probe']);
    expect(keytar.entries.size).toBe(0);
  });

  it('is not taken in by a locked keychain that says there is nothing', async () => {
    const { keytar, vault } = start();
    keytar.fails('Prompt was dismissed', 'setPassword');
    expect(code(await vault.read('a'))).toBe('vaultLocked');
  });

  it.each(['darwin', 'win32'] as const)('believes the keychain of %s', async (platform) => {
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
  ])('does not take %j for a secret, and does not repeat it', async (content) => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, content);
    const result = await vault.read('a');
    expect(code(result)).toBe('vaultFailed');
    expect(JSON.stringify(result)).not.toContain('correct horse');
    expect(keytar.entries.get(entry)).toBe(content);
  });
});

describe('write', () => {
  it('puts site, realm, password and key into one entry', async () => {
    const { keytar, vault } = start();
    expect(code(await vault.write('a', secret({ clientKey: 'battery staple' })))).toBe('ok');
    expect([...keytar.entries]).toEqual([[entry, stored({ clientKey: 'battery staple' })]]);
    expect(await vault.read('a')).toEqual({ ok: true, value: secret({ clientKey: 'battery staple' }) });
  });

  it('can be undone, where there was something and where there was nothing', async () => {
    const { keytar, vault } = start();
    const first = await vault.write('a', secret());
    const second = await vault.write('a', secret({ password: 'new horse' }));
    expect(await undo(second)).toEqual({ ok: true, value: null });
    expect(keytar.entries.get(entry)).toBe(stored());
    await undo(first);
    expect(keytar.entries.size).toBe(0);
  });

  it('replaces what is no secret, and can undo even that', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, 'something else');
    await undo(await vault.write('a', secret()));
    expect(keytar.entries.get(entry)).toBe('something else');
  });

  it('puts back what was there when the keychain keeps something else', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored());
    keytar.spoil = (password) => password.replace('new horse', 'new hors');
    const result = await vault.write('a', secret({ password: 'new horse' }));
    expect(code(result)).toBe('vaultFailed');
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it.each([
    ['getPassword', 'Cannot get secret of a locked object', 'vaultLocked'],
    ['setPassword', 'Access is denied.', 'vaultFailed'],
  ] as const)('changes nothing when %s fails', async (call, words, failure) => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored());
    keytar.fails(words, call);
    const result = await vault.write('a', secret({ password: 'new horse' }));
    expect(code(result)).toBe(failure);
    expect(JSON.stringify(result)).not.toContain('horse');
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it('says so when it can not be undone', async () => {
    const { keytar, vault } = start();
    const written = await vault.write('a', secret());
    keytar.fails('The keychain is locked');
    expect(code(await undo(written))).toBe('vaultLocked');
  });
});

describe('clear', () => {
  it('removes the entry, and needs no probe for that', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored()).set('Keypost/b', stored());
    expect(await vault.clear('a', true)).toEqual({ ok: true, value: null });
    expect([...keytar.entries.keys()]).toEqual(['Keypost/b']);
    expect(keytar.calls).toEqual(['deletePassword Keypost/a']);
  });

  it('of nothing is no matter; but where something should be, the keychain has to be open', async () => {
    const { keytar, vault } = start();
    keytar.fails('Prompt was dismissed', 'setPassword');
    expect(code(await vault.clear('a', false))).toBe('ok');
    expect(code(await vault.clear('a', true))).toBe('vaultLocked');
    keytar.mend();
    expect(code(await vault.clear('a', true))).toBe('ok');
    expect(keytar.entries.size).toBe(0);
  });

  it.each([true, false])('fails when the keychain does (expected: %s)', async (expected) => {
    const { keytar, vault } = start();
    keytar.fails('The name org.freedesktop.secrets was not provided by any .service files');
    expect(code(await vault.clear('a', expected))).toBe('vaultAbsent');
  });
});

describe('probe', () => {
  it('changes nothing where nothing is expected', async () => {
    const { keytar, vault } = start();
    expect(await vault.probe(false)).toEqual({ ok: true, value: null });
    expect(keytar.calls).toEqual(['findPassword Keypost']);
  });

  it('is content with what it finds', async () => {
    const { keytar, vault } = start();
    keytar.entries.set(entry, stored());
    expect(code(await vault.probe(true))).toBe('ok');
    expect(keytar.calls).toEqual(['findPassword Keypost']);
  });

  it('tells a locked keychain from an empty one where something is expected', async () => {
    const { keytar, vault } = start();
    expect(code(await vault.probe(true))).toBe('ok');
    keytar.fails('Prompt was dismissed', 'setPassword');
    expect(code(await vault.probe(true))).toBe('vaultLocked');
    expect(keytar.entries.size).toBe(0);
  });

  it('says that there is no keychain', async () => {
    const { keytar, vault } = start();
    keytar.fails('Cannot autolaunch D-Bus without X11 $DISPLAY');
    expect(code(await vault.probe(false))).toBe('vaultAbsent');
  });
});

describe('time', () => {
  const held = (call: Parameters<FakeKeytar['hold']>[0]) => {
    vi.useFakeTimers();
    const bench = start({ timeoutMs: 5000 });
    bench.keytar.entries.set(entry, stored());
    return { ...bench, release: bench.keytar.hold(call) };
  };

  it('is limited, because a prompt that nobody answers takes for ever', async () => {
    const { vault } = held('getPassword');
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(await reading).toMatchObject({
      error: { code: 'vaultLocked', sentence: expect.stringContaining('did not answer in time') as string },
    });
  });

  it('takes a write back that comes through too late', async () => {
    const { keytar, vault, release } = held('setPassword');
    const writing = vault.write('a', secret({ password: 'new horse' }));
    await vi.advanceTimersByTimeAsync(5000);
    expect(code(await writing)).toBe('vaultLocked');
    release();
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(keytar.calls.slice(1)).toEqual(['setPassword Keypost/a', 'setPassword Keypost/a', 'getPassword Keypost/a']);
  });

  it('leaves nothing of a first write that comes through too late', async () => {
    const { keytar, vault, release } = held('setPassword');
    keytar.entries.clear();
    const writing = vault.write('a', secret());
    await vi.advanceTimersByTimeAsync(5000);
    await writing;
    release();
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.entries.size).toBe(0);
  });

  it('leaves no probe of one that comes through too late', async () => {
    const { keytar, vault, release } = held('setPassword');
    keytar.entries.clear();
    const probing = vault.probe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(code(await probing)).toBe('vaultLocked');
    release();
    expect(code(await vault.probe(false))).toBe('ok');
    expect(keytar.entries.size).toBe(0);
  });

  it('is not lost to calls that waited too long behind another: they never begin', async () => {
    const { keytar, vault, release } = held('getPassword');
    const results = [vault.read('a'), vault.clear('a', true)];
    await vi.advanceTimersByTimeAsync(5000);
    expect((await Promise.all(results)).map(code)).toEqual(['vaultLocked', 'vaultLocked']);
    release();
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(keytar.calls).not.toContain('deletePassword Keypost/a');
  });
});

describe('the native part', () => {
  it('is loaded when it is first needed, and once', async () => {
    const keytar = new FakeKeytar();
    const load = vi.fn(() => Promise.resolve(keytar));
    const vault = new KeychainVault({ platform: 'linux', load });
    expect(load).not.toHaveBeenCalled();
    await Promise.all([vault.read('a'), vault.read('b'), vault.probe(false)]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['libsecret-1.so.0: cannot open shared object file', /^The library libsecret is missing/],
    ["Cannot find module 'keytar'", /^Keypost's keychain part could not be loaded/],
  ])('that is missing (%s) is a keychain that is absent', async (words, sentence) => {
    const { vault } = start({ load: () => Promise.reject(new Error(words)) });
    for (const result of [await vault.read('a'), await vault.write('a', secret()), await vault.clear('a', true), await vault.probe(true)]) {
      expect(result).toMatchObject({ error: { code: 'vaultAbsent', sentence: expect.stringMatching(sentence) as string } });
    }
  });

  it('is tried again after a loading that failed', async () => {
    const keytar = new FakeKeytar();
    let loads = 0;
    const load = () => (++loads === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(keytar));
    const { vault } = start({ load });
    expect(code(await vault.probe(false))).toBe('vaultAbsent');
    expect(code(await vault.probe(false))).toBe('ok');
  });
});

it('takes another service name, so that two need not share entries', async () => {
  const { keytar, vault } = start({ service: 'Keypost tests' });
  await vault.write('a', secret());
  expect([...keytar.entries.keys()]).toEqual(['Keypost tests/a']);
});
