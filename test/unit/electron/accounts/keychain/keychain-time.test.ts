import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeychainOptions } from '../../../../../electron/accounts/keychain-vault.ts';
import { secret } from '../fake-keychain.ts';
import type { FakeKeytar } from '../fake-keytar.ts';
import { code, entry, sentence, start, stored } from './vault-bench.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the time of a call', () => {
  const held = (call: Parameters<FakeKeytar['hold']>[0], options: Partial<KeychainOptions> = {}) => {
    const bench = start(options);
    bench.keytar.entries.set(entry, stored());
    return { ...bench, release: bench.keytar.hold(call) };
  };

  it('is short for a keychain that does not respond', async () => {
    const { children, service, vault } = held('getPassword');
    service.is('notResponding');
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(sentence(await reading)).toMatch(/^The keychain service doesn't respond\. Quit it and start it again/);
    expect(children.killed).toBe(1);
  });

  it('is long enough for a person who types the password of a keyring', async () => {
    const { service, vault, release } = held('getPassword');
    service.is('locked');
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(50_000);
    release();
    expect(await reading).toEqual({ ok: true, value: secret() });
  });

  it.each(['locked', 'open'] as const)('ends for a prompt without a reply (%s)', async (state) => {
    const { service, vault } = held('getPassword');
    service.is(state);
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(61_000);
    expect(sentence(await reading)).toMatch(/^The keychain asked for your permission and got no answer/);
  });

  it("ends for a prompt on macOS, where prompts can't be detected", async () => {
    const { vault } = held('getPassword', { platform: 'darwin' });
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(61_000);
    expect(code(await reading)).toBe('vaultLocked');
  });

  it('ends at once for a prompt whose service died, and reads from the new service', async () => {
    const { children, keytar, service, vault } = held('getPassword');
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(500);
    service.is('open', ':1.2');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await reading).toEqual({ ok: true, value: secret() });
    expect(children.killed).toBe(1);
    expect(keytar.calls).toEqual(['getPassword Keypost/a', 'getPassword Keypost/a']);
  });

  it.each([
    [{ state: 'absent' }, /^The keychain service has stopped/],
    [{ state: 'noBus' }, /no session bus/],
  ] as const)('ends at once for %j', async (facts, text) => {
    const { service, vault } = held('getPassword');
    const reading = vault.read('a');
    await vi.advanceTimersByTimeAsync(500);
    service.now = facts;
    await vi.advanceTimersByTimeAsync(1000);
    expect(sentence(await reading)).toMatch(text);
  });

  it('ends when the caller cancels, and closes the prompt with its child', async () => {
    const { children, service, vault } = held('getPassword');
    service.is('locked');
    const given = new AbortController();
    const reading = vault.read('a', given.signal);
    await vi.advanceTimersByTimeAsync(3000);
    given.abort();
    expect(code(await reading)).not.toBe('ok');
    expect(children.killed).toBe(1);
    service.is('open');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
  });

  it('ends when the caller cancels while an earlier write is undone, which is then done later', async () => {
    const { children, keytar, service, vault } = held('setPassword');
    const writing = vault.write('a', secret({ password: 'new horse' }));
    service.is('notResponding');
    await vi.advanceTimersByTimeAsync(5000);
    await writing;
    service.is('locked');
    keytar.hold('setPassword');
    const given = new AbortController();
    const reading = vault.read('a', given.signal);
    await vi.advanceTimersByTimeAsync(3000);
    const { killed } = children;
    given.abort();
    expect(code(await reading)).not.toBe('ok');
    expect(children.killed).toBe(killed + 1);
    service.is('open');
    keytar.calls.length = 0;
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(keytar.calls).toEqual(['setPassword Keypost/a', 'getPassword Keypost/a']);
  });

  it('does not begin for a caller who cancelled while waiting', async () => {
    const { keytar, vault, release } = held('getPassword');
    const given = new AbortController();
    const results = [vault.read('a'), vault.read('b', given.signal)];
    given.abort();
    release();
    await Promise.all(results);
    expect(keytar.calls).toEqual(['getPassword Keypost/a']);
  });

  it('undoes a write that succeeds too late', async () => {
    const { keytar, service, vault, release } = held('setPassword');
    const writing = vault.write('a', secret({ password: 'new horse' }));
    service.is('notResponding');
    await vi.advanceTimersByTimeAsync(5000);
    expect(code(await writing)).toBe('vaultLocked');
    release();
    await vi.advanceTimersByTimeAsync(0);
    service.is('open');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(keytar.entries.get(entry)).toBe(stored());
  });

  it('removes a first write that succeeds too late', async () => {
    const { keytar, service, vault, release } = held('setPassword');
    keytar.entries.clear();
    const writing = vault.write('a', secret());
    service.is('notResponding');
    await vi.advanceTimersByTimeAsync(5000);
    await writing;
    release();
    await vi.advanceTimersByTimeAsync(0);
    service.is('open');
    expect(await vault.read('a')).toEqual({ ok: true, value: null });
    expect(keytar.entries.size).toBe(0);
  });

  it('does not begin for calls that waited for one that failed because of the whole keychain', async () => {
    const { keytar, service, vault } = held('getPassword');
    service.is('notResponding');
    const results = [vault.read('a'), vault.clear('a', true)];
    await vi.advanceTimersByTimeAsync(5000);
    expect((await Promise.all(results)).map(code)).toEqual(['vaultLocked', 'vaultLocked']);
    service.is('open');
    expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    expect(keytar.calls).not.toContain('deletePassword Keypost/a');
  });

  it('ends with Keypost, whatever call hangs', async () => {
    const { children, vault } = held('getPassword');
    const results = [vault.read('a'), vault.read('b')];
    vault.close();
    expect((await Promise.all(results)).map(code)).not.toContain('ok');
    expect(code(await vault.read('a'))).not.toBe('ok');
    expect([children.started, children.killed]).toEqual([1, 1]);
  });
});
