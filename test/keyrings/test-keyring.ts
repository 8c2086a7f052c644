/** The same tests for every real keychain: Keypost has to behave alike with all of them, in every state. */
import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeychainVault, type KeychainOptions } from '../../electron/accounts/keychain-vault.ts';
import { SecretService } from '../../electron/accounts/keychain/secret-service.ts';
import type { Secret } from '../../electron/accounts/vault.ts';
import type { Result } from '../../electron/shared/domain/result.ts';
import { forkedChildren, type ForkedChildren } from './forked-child.ts';
import type { Provider } from './providers/provider.ts';
import { killed, Session, until } from './session.ts';

const secret = (password = 'correct horse'): Secret => ({ siteUrl: 'https://mail.acme.example', realm: 'acme', password, clientKey: '' });
const sentence = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.sentence);

let session: Session;
let children: ForkedChildren;
let vault: KeychainVault;

/** With short timeouts for prompts, because no person responds to them. */
function openVault(options: Partial<KeychainOptions> = {}): void {
  children = forkedChildren(session.env);
  const secretService = new SecretService({ environment: session.env });
  const timeouts = { quickMs: 5000, promptMs: 5000, lookEveryMs: 250 };
  vault = new KeychainVault({ startChild: children.start, platform: 'linux', secretService, ...timeouts, ...options });
}

async function seconds(action: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await action;
  return (performance.now() - startedAt) / 1000;
}

const allEnded = (): boolean => children.all.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null);

export function testKeyring(provider: Provider): void {
  describe(provider.name, () => {
    let app: ChildProcess;

    beforeEach(async () => {
      session = new Session();
      await session.startBus();
    });
    afterEach(async () => {
      vault.close();
      await until('no child is left', allEnded);
      await session.end();
    });

    beforeEach(async () => {
      app = await provider.startOpen(session);
      openVault();
      expect(sentence(await vault.write('a', secret()))).toBe('ok');
      await provider.flush(session);
    });

    it('open: stores secrets, reports which are there, and removes them', async () => {
      expect(await vault.probe()).toBeNull();
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
      expect([await vault.holds('a'), await vault.holds('b')]).toEqual([true, false]);
      expect(await vault.read('b')).toEqual({ ok: true, value: null });
      const written = await vault.write('a', secret('battery staple'));
      expect(await vault.read('a')).toEqual({ ok: true, value: secret('battery staple') });
      expect(written.ok && (await written.value())).toEqual({ ok: true, value: null });
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
      expect(await vault.clear('a', true)).toEqual({ ok: true, value: null });
      expect([await vault.holds('a'), await vault.read('a')]).toEqual([false, { ok: true, value: null }]);
    });

    it('open, for a Keypost that has just started: reports nothing as locked or missing', async () => {
      vault.close();
      await until('the child is gone', allEnded);
      openVault();
      expect(await vault.probe()).toBeNull();
      expect(await vault.holds('b')).toBe(false);
      expect(await vault.read('b')).toEqual({ ok: true, value: null });
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    });

    it('locked: reports it without a prompt, and refuses a read and a write', async () => {
      await provider.lock(session);
      expect(await vault.probe()).toBe('locked');
      expect(await vault.holds('a')).toBeNull();
      const expected = provider.prompts
        ? /^The keychain asked for your permission and got no answer/
        : /^The keychain is locked\. Unlock it/;
      expect(sentence(await vault.read('a'))).toMatch(expected);
      expect(sentence(await vault.write('a', secret('battery staple')))).toMatch(expected);
    });

    it('stopped and started again: every call works as before', async () => {
      await killed(app);
      expect(sentence(await vault.read('a'))).toMatch(/^The keychain service has stopped\. Start it again/);
      app = await provider.startOpen(session);
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    });

    it.each(['read', 'write', 'clear'] as const)('restarted between two calls: the following %s works', async (call) => {
      await killed(app);
      app = await provider.startOpen(session);
      const calls = {
        read: () => vault.read('a'),
        // A new entry, because KeePassXC asks before it replaces one.
        write: () => vault.write('b', secret('battery staple')),
        clear: () => vault.clear('a', true),
      };
      expect(sentence(await calls[call]())).toBe('ok');
      expect(await vault.read('a')).toEqual({ ok: true, value: call === 'clear' ? null : secret() });
      expect(await vault.read('b')).toEqual({ ok: true, value: call === 'write' ? secret('battery staple') : null });
    });

    it('killed in the middle of a call: the call ends, and the next one works', async () => {
      app.kill('SIGSTOP');
      const reading = vault.read('a');
      await until('the call has started', () => children.all.length > 0);
      await killed(app);
      expect(sentence(await reading)).toMatch(/^The keychain service has stopped/);
      app = await provider.startOpen(session);
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    });

    it('hanging: the call ends in time, and works once the service continues', async () => {
      app.kill('SIGSTOP');
      const reading = vault.read('a');
      expect(await seconds(reading)).toBeLessThan(20);
      expect(sentence(await reading)).toMatch(/^The keychain service doesn't respond/);
      expect(await vault.probe()).toBe('notResponding');
      app.kill('SIGCONT');
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    });

    it('hanging in a write: a write that was reported as failed is not there afterwards', async () => {
      await vault.read('b');
      app.kill('SIGSTOP');
      expect((await vault.write('b', secret('battery staple'))).ok).toBe(false);
      app.kill('SIGCONT');
      expect(await vault.read('b')).toEqual({ ok: true, value: null });
    });

    it.runIf(provider.prompts)('killed with its prompt open: the call ends, and blocks no other', async () => {
      await provider.lock(session);
      vault.close();
      openVault({ promptMs: 60_000 });
      const reading = vault.read('a');
      await until('it asks', () => provider.isPrompting(session));
      await killed(app);
      expect(await seconds(reading)).toBeLessThan(20);
      expect(sentence(await reading)).toMatch(/^The keychain service has stopped|^No keychain service/);
      app = await provider.startOpen(session);
      expect(await vault.read('a')).toEqual({ ok: true, value: secret() });
    });

    it.runIf(provider.prompts)('with its prompt open: a caller can cancel, and Keypost can close', async () => {
      await provider.lock(session);
      vault.close();
      openVault({ promptMs: 60_000 });
      const given = new AbortController();
      const first = vault.read('a', given.signal);
      await until('it asks', () => provider.isPrompting(session));
      given.abort();
      expect((await first).ok).toBe(false);
      const second = vault.read('a');
      await until('it is asked again', () => children.all.length > 1);
      vault.close();
      expect((await second).ok).toBe(false);
      await until('no child is left', allEnded);
    });
  });
}
