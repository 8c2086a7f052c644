/** A Secret Service whose facts the test provides. */
import type { KeychainService } from '../../../../../electron/accounts/keychain-vault.ts';
import type { FoundEntries, ServiceFacts } from '../../../../../electron/accounts/keychain/secret-service.ts';

export class FakeService implements KeychainService {
  now: ServiceFacts = { state: 'open', owner: ':1.1' };
  found: FoundEntries | null = { unlocked: 0, locked: 0 };
  /** How often the facts were read. */
  looks = 0;

  is(state: 'denied' | 'notResponding' | 'noCollection' | 'locked' | 'open', owner = ':1.1'): void {
    this.now = { state, owner };
  }

  facts(): Promise<ServiceFacts> {
    this.looks += 1;
    return Promise.resolve(this.now);
  }

  owner(): Promise<string | null> {
    return Promise.resolve('owner' in this.now ? this.now.owner : null);
  }

  count(): Promise<FoundEntries | null> {
    return Promise.resolve(this.found);
  }
}
