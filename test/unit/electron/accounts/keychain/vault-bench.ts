/** A keychain vault with fake children and a fake Secret Service. */
import { KeychainVault, type KeychainOptions } from '../../../../../electron/accounts/keychain-vault.ts';
import type { Result } from '../../../../../electron/shared/domain/result.ts';
import { secret } from '../fake-keychain.ts';
import { FakeChildren } from './fake-child.ts';
import { FakeService } from './fake-service.ts';

export const entry = 'Keypost/a';
export const stored = (changes: Parameters<typeof secret>[0] = {}): string => JSON.stringify(secret(changes));

export function start(options: Partial<KeychainOptions> = {}) {
  const children = new FakeChildren();
  const service = new FakeService();
  const vault = new KeychainVault({ platform: 'linux', startChild: children.start, secretService: service, ...options });
  return { children, service, vault, keytar: children.keytar };
}

export const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
export const sentence = (result: Result<unknown>): string => (result.ok ? '' : result.error.sentence);
